// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.concurrent.Newest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// The newest events and messages of WebSockets, in both directions, at most 500 and about 8 MiB in all.
/// Thread-safe.
public final class RecentMessages {
    /// Records nothing.
    public static final RecentMessages NONE = new RecentMessages(() -> 0, 0);

    private static final int MAX_MESSAGES = 500;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final LongSupplier nanos;
    private final boolean isOff;
    private final Newest<RecordedMessage> newest;

    /// @param nanos the clock that measures the steps
    public RecentMessages(LongSupplier nanos) {
        this(nanos, MAX_MESSAGES);
    }

    private RecentMessages(LongSupplier nanos, int most) {
        this.nanos = nanos;
        isOff = most == 0;
        newest = new Newest<>(most, MAX_BYTES, RecordedMessage::bytes);
    }

    /// An opening, a message or a closing.
    ///
    /// @param number counts from 1
    /// @param event `CONNECT`, `MESSAGE` or `DISCONNECT` for an event of the client's, with its route and
    /// status; `SENT` for a message to the client
    /// @param failure why a route failed
    /// @param authorizer `$context.authorizer` of an opening, if there is one
    /// @param trace its way through the route
    @SuppressWarnings("ArrayRecordComponent")
    public record RecordedMessage(
            long number,
            Instant time,
            String connectionId,
            Event event,
            byte[] body,
            Optional<String> failure,
            Optional<Object> authorizer,
            RequestTrace trace) {
        long bytes() {
            return 500L + body.length + 2 * trace.characters();
        }
    }

    /// @param routeKey empty for a message to the client
    /// @param status empty for a message to the client
    public record Event(String name, String routeKey, Optional<Integer> status) {}

    /// For one event.
    RequestTrace trace() {
        return isOff ? RequestTrace.OFF : new RequestTrace(nanos);
    }

    void add(LongFunction<RecordedMessage> message) {
        if (!isOff) {
            newest.add(message);
        }
    }

    /// The number of events and messages so far, kept or not.
    public long count() {
        return newest.count();
    }

    /// Returns the events and messages, newest first.
    public List<RecordedMessage> all() {
        return newest.all();
    }
}
