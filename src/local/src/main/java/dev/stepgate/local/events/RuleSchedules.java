// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The clocks of rules with a schedule, in UTC. The period of a rate begins when the rule is put or enabled.
/// Virtual time does not jump to a schedule: the rule runs when the clock passes its time. May be used by any
/// thread.
final class RuleSchedules {
    private final Time time;
    private final BiConsumer<RuleName, Instant> due;
    private final Store store;
    private final Map<String, Clock> clocks = new ConcurrentHashMap<>();
    private final StoredMap<Run> runs;

    /// @param due called at each scheduled time
    RuleSchedules(Time time, BiConsumer<RuleName, Instant> due, Store store) {
        this.time = time;
        this.due = due;
        this.store = store;
        this.runs = new StoredMap<>(store, "rule-runs", RecordFormat.of(Run.class));
    }

    /// Since when the schedule runs, and until when it has.
    private record Run(Instant start, Instant last) {}

    /// Replaces the rule's schedule, or removes it.
    void set(Rule rule) {
        cancel(rule.id());
        rule.schedule().filter(_ -> rule.isEnabled()).ifPresent(schedule -> {
            Instant now = time.now();
            runs.put(rule.id().arn(), new Run(now, now));
            Clock clock = new Clock(rule.id(), schedule, now);
            clocks.put(rule.id().arn(), clock);
            clock.wind(now);
        });
    }

    /// Goes on with the schedule of a rule as it was in the process before. Of the times since then the first is
    /// made up for.
    void resume(Rule rule) {
        Run run = runs.get(rule.id().arn());
        if (run != null && !clocks.containsKey(rule.id().arn())) {
            rule.schedule().filter(_ -> rule.isEnabled()).ifPresent(schedule -> {
                Clock clock = new Clock(rule.id(), schedule, run.start());
                clocks.put(rule.id().arn(), clock);
                clock.wind(run.last());
            });
        }
    }

    void cancel(RuleName rule) {
        Optional.ofNullable(clocks.remove(rule.arn())).ifPresent(Clock::stop);
        runs.remove(rule.arn());
    }

    private final class Clock {
        private final RuleName rule;
        private final ScheduleExpression schedule;
        private final Instant start;
        private Optional<Time.Timer> timer = Optional.empty();
        private boolean stopped;

        Clock(RuleName rule, ScheduleExpression schedule, Instant start) {
            this.rule = rule;
            this.schedule = schedule;
            this.start = start;
        }

        synchronized void wind(Instant after) {
            Optional<Instant> next = stopped ? Optional.empty() : schedule.next(after, start, ZoneOffset.UTC);
            timer = next.map(at -> time.atMost(delay(at), () -> strike(at)));
        }

        private Duration delay(Instant at) {
            Duration delay = Duration.between(time.now(), at);
            return delay.isNegative() ? Duration.ZERO : delay;
        }

        private void strike(Instant at) {
            if (isRunning()) {
                Instant now = time.now();
                Instant last = now.isAfter(at) && isLate(at, now) ? now : at;
                boolean unused = store.together(() -> {
                    due.accept(rule, at);
                    runs.put(rule.arn(), new Run(start, last));
                    return true;
                });
                wind(last);
            }
        }

        /// True when more than one time has passed.
        private boolean isLate(Instant at, Instant now) {
            return schedule.next(at, start, ZoneOffset.UTC)
                    .filter(next -> !next.isAfter(now))
                    .isPresent();
        }

        private synchronized boolean isRunning() {
            return !stopped;
        }

        synchronized void stop() {
            stopped = true;
            timer.ifPresent(Time.Timer::cancel);
        }
    }
}
