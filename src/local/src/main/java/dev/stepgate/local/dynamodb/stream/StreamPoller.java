// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.dynamodb.item.ItemSize;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.OnError;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.Start;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Feeds one function from one stream, one batch at a time and in the order of the records: a batch that
/// fails holds up all later ones until it succeeds or is given up on. Between attempts it waits for a second,
/// then twice as long each time, up to a minute; AWS does not document its pauses.
final class StreamPoller {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;
    private static final int READ = 1000;

    /// The maximum size of an event's records, so that the event is within the 6 MB of a call.
    private static final int MAX_BYTES = 6_000_000;

    private final StreamEventSource source;
    private final StreamRecords records;
    private final Services services;
    private final Runnable watcher;
    private final List<StreamRecord> gathered = new ArrayList<>();
    private final Deque<StreamBatch> batches = new ArrayDeque<>();
    private Time.@Nullable Timer window;
    private long read;
    private long position;
    private long gatheredBytes;
    private boolean busy;
    private boolean stopped;

    StreamPoller(StreamEventSource source, StreamRecords records, Services services) {
        this.source = source;
        this.records = records;
        this.services = services;
        this.watcher = () -> services.time.execute(this::poll);
        this.read = services.positions
                .find(source)
                .orElseGet(() -> source.start() == Start.LATEST ? records.lastNumber() : 0);
        this.position = read;
    }

    /// The parts that all pollers share.
    record Services(FunctionInvoker functions, Time time, FailureDestination destination, StreamPositions positions) {}

    /// The end of a call.
    ///
    /// @param answer null when the call was refused
    private record Ended(
            @Nullable JsonNode answer, @Nullable Throwable refused) {

        boolean failed() {
            return answer == null || answer.has("FunctionError");
        }

        boolean isThrottled() {
            return refused != null
                    && Completions.cause(refused) instanceof AwsException exception
                    && exception.status() == 429;
        }

        byte[] payload() {
            return answer == null
                    ? new byte[0]
                    : Base64.getDecoder().decode(answer.path("Payload").asText(""));
        }
    }

    boolean isOf(String streamArn, String function) {
        return source.streamArn().equals(streamArn) && source.function().equals(function);
    }

    void start() {
        services.positions.put(source, position);
        records.watch(watcher);
        services.time.execute(this::poll);
    }

    synchronized void stop() {
        stopped = true;
        records.unwatch(watcher);
        if (window != null) {
            window.cancel();
        }
    }

    /// Reads new records and calls the function, unless a call is running.
    private synchronized void poll() {
        if (stopped || busy) {
            return;
        }
        if (batches.isEmpty()) {
            gather();
            keepPosition();
        }
        if (!batches.isEmpty()) {
            busy = true;
            invoke(batches.getFirst());
        }
    }

    private void gather() {
        boolean isFull = false;
        List<StreamRecord> more = records.after(read, READ);
        while (!isFull && !more.isEmpty()) {
            isFull = !more.stream().allMatch(this::take);
            more = isFull ? more : records.after(read, READ);
        }
        if (isFull || !source.batching().window().isPositive()) {
            flush();
        } else if (window == null && !gathered.isEmpty()) {
            window = services.time.after(source.batching().window(), this::windowOver);
        }
    }

    /// Adds a record; returns false when the batch is full, with or without it.
    private boolean take(StreamRecord record) {
        JsonNode event = record.toEvent();
        if (!source.filter().test(event)) {
            read = record.number();
            return true;
        }
        int size = ItemSize.utf8Length(event.toString());
        if (!gathered.isEmpty() && gatheredBytes + size > MAX_BYTES) {
            return false;
        }
        read = record.number();
        gathered.add(record);
        gatheredBytes += size;
        return gathered.size() < source.batching().size();
    }

    private synchronized void windowOver() {
        flush();
        poll();
    }

    private void flush() {
        if (window != null) {
            window.cancel();
            window = null;
        }
        if (!gathered.isEmpty()) {
            batches.add(StreamBatch.of(gathered));
            gathered.clear();
            gatheredBytes = 0;
        }
    }

    private void invoke(StreamBatch batch) {
        if (isTooOld(batch)) {
            services.positions.together(() -> {
                giveUp(batch, "RecordAgeExceeded", new Ended(null, null));
                next();
            });
            return;
        }
        services.functions
                .invoke(source.function(), batch.event())
                .whenComplete((answer, refused) -> ended(batch, new Ended(answer, refused)));
    }

    private boolean isTooOld(StreamBatch batch) {
        Instant oldest = batch.records().getFirst().at();
        return source.onError()
                .maximumAge()
                .filter(age -> oldest.plus(age).isBefore(services.time.now()))
                .isPresent();
    }

    private synchronized void ended(StreamBatch batch, Ended ended) {
        if (ended.isThrottled()) {
            again(batch, batch.failures());
            return;
        }
        List<StreamRecord> rest = ended.failed() ? batch.records() : unhandled(batch, ended);
        if (rest.isEmpty()) {
            batches.removeFirst();
            next();
        } else {
            failed(batch, rest, ended);
        }
    }

    private List<StreamRecord> unhandled(StreamBatch batch, Ended ended) {
        return switch (source.onError().answer()) {
            case ALL_OR_NOTHING -> List.of();
            case REPORT_BATCH_ITEM_FAILURES -> batch.unhandled(ended.payload());
        };
    }

    /// Handles a failure. Some of the batch may have been processed; the rest is halved, retried or given up
    /// on.
    private void failed(StreamBatch batch, List<StreamRecord> rest, Ended ended) {
        OnError onError = source.onError();
        boolean isShorter = rest.size() < batch.records().size();
        StreamBatch left = isShorter ? StreamBatch.of(rest) : batch.failedAgain();
        replaceFirst(List.of(left));
        boolean isExhausted =
                onError.retries().filter(retries -> left.failures() > retries).isPresent();
        if (!isShorter && onError.bisects() && left.records().size() > 1) {
            replaceFirst(left.halves());
            again(batches.getFirst(), left.failures());
        } else if (isExhausted) {
            services.positions.together(() -> {
                giveUp(left, "RetryAttemptsExhausted", ended);
                next();
            });
        } else {
            again(left, left.failures());
        }
    }

    private void replaceFirst(List<StreamBatch> others) {
        batches.removeFirst();
        others.reversed().forEach(batches::addFirst);
        keepPosition();
    }

    /// Everything before the first record that waits for the function has been handled.
    private void keepPosition() {
        long handled = Stream.concat(batches.stream().flatMap(batch -> batch.records().stream()), gathered.stream())
                .findFirst()
                .map(first -> first.number() - 1)
                .orElse(read);
        if (handled != position) {
            position = handled;
            services.positions.put(source, handled);
        }
    }

    private void again(StreamBatch batch, int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
        services.time.after(pause, () -> retry(batch));
    }

    private synchronized void retry(StreamBatch batch) {
        if (!stopped) {
            invoke(batch);
        }
    }

    private void giveUp(StreamBatch batch, String condition, Ended ended) {
        batches.removeFirst();
        source.onError()
                .destination()
                .ifPresent(arn -> services.destination.send(arn, GivenUp.of(batch, source, reason(condition, ended))));
    }

    private GivenUp.Reason reason(String condition, Ended ended) {
        return new GivenUp.Reason(
                condition, services.functions.requestIds().get(), services.time.now(), ended.answer());
    }

    private void next() {
        keepPosition();
        busy = false;
        services.time.execute(this::poll);
    }
}
