// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.stream.Change.Author;
import dev.stepgate.local.time.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Time to live: removes items in the second after the one in their attribute ([how it
/// works](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html)). AWS may
/// take some days. As on AWS, a value of more than five years ago is ignored.
///
/// Virtual time does not jump to its timer, which runs when the clock passes it. Guarded by the table's lock.
final class Expiry {
    private static final long IGNORED_YEARS = 5;
    private static final long MAX_SECOND = 253_402_300_799L;

    private final Table table;
    private final Time time;
    private final TreeMap<Long, TreeSet<ItemKey>> due = new TreeMap<>();
    private Optional<String> attribute = Optional.empty();
    private Time.@Nullable Timer timer;
    private long timerAt;

    Expiry(Table table, Time time) {
        this.table = table;
        this.time = time;
    }

    /// The attribute that holds seconds since 1970; empty while time to live is disabled.
    Optional<String> attribute() {
        return attribute;
    }

    void start(String name) {
        attribute = Optional.of(name);
        due.clear();
        table.items().all().forEach((at, item) -> second(item).ifPresent(second -> add(second, at)));
        setTimer();
    }

    void stop() {
        attribute = Optional.empty();
        due.clear();
        setTimer();
    }

    void replaced(ItemKey at, @Nullable Item before, @Nullable Item after) {
        if (attribute.isEmpty()) {
            return;
        }
        second(before).ifPresent(second -> remove(second, at));
        second(after).ifPresent(second -> add(second, at));
        setTimer();
    }

    private void add(long second, ItemKey at) {
        due.computeIfAbsent(second, _ -> new TreeSet<>()).add(at);
    }

    private void remove(long second, ItemKey at) {
        due.computeIfPresent(second, (_, keys) -> {
            keys.remove(at);
            return keys.isEmpty() ? null : keys;
        });
    }

    private OptionalLong second(@Nullable Item item) {
        if (item == null || attribute.isEmpty()) {
            return OptionalLong.empty();
        }
        return item.get(attribute.get()) instanceof AttributeValue.N(BigDecimal number)
                ? second(number)
                : OptionalLong.empty();
    }

    private OptionalLong second(BigDecimal number) {
        Instant oldest =
                time.now().atOffset(ZoneOffset.UTC).minusYears(IGNORED_YEARS).toInstant();
        boolean isTime = number.compareTo(BigDecimal.valueOf(oldest.getEpochSecond())) >= 0
                && number.compareTo(BigDecimal.valueOf(MAX_SECOND)) <= 0;
        return isTime ? OptionalLong.of(number.setScale(0, RoundingMode.FLOOR).longValueExact()) : OptionalLong.empty();
    }

    private void setTimer() {
        long first = due.isEmpty() ? 0 : due.firstKey();
        if (timer != null && first == timerAt) {
            return;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (first != 0) {
            timerAt = first;
            Instant at = Instant.ofEpochSecond(first).plus(1, ChronoUnit.SECONDS);
            timer = time.atMost(Duration.between(time.now(), at), this::sweep);
        }
    }

    private void sweep() {
        try {
            table.lock();
        } catch (AwsException _) {
            return; // the table has been deleted
        }
        try {
            timer = null;
            long now = time.now().getEpochSecond();
            while (!due.isEmpty() && due.firstKey() < now) {
                due.pollFirstEntry().getValue().forEach(at -> table.put(at, null, Author.TIME_TO_LIVE));
            }
            setTimer();
        } finally {
            table.unlock();
        }
    }
}
