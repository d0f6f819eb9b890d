// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One visit to a state, with all its attempts.
final class EnteredState {
    private final State state;
    private final JsonNode input;
    private final int previousEvent;
    private final int enteredEvent;
    private final long enteredMillis;

    private int retryCount;
    private int @Nullable [] retriesByRetrier;
    private @Nullable String taskToken;
    private @Nullable Redrivable work;

    EnteredState(State state, JsonNode input, HistoryEvent entered) {
        this.state = state;
        this.input = input;
        this.previousEvent = entered.previousId();
        this.enteredEvent = entered.id();
        this.enteredMillis = entered.millis();
    }

    State state() {
        return state;
    }

    JsonNode input() {
        return input;
    }

    /// The id of the last event before the state was entered.
    int previousEvent() {
        return previousEvent;
    }

    int enteredEvent() {
        return enteredEvent;
    }

    long enteredMillis() {
        return enteredMillis;
    }

    /// The number of attempts after the first.
    int retryCount() {
        return retryCount;
    }

    int retriesBy(int retrier) {
        return retriesByRetrier == null ? 0 : retriesByRetrier[retrier];
    }

    void retry(int retrier, int retriers) {
        if (retriesByRetrier == null) {
            retriesByRetrier = new int[retriers];
        }
        retriesByRetrier[retrier]++;
        retryCount++;
    }

    /// The token of the current attempt; each attempt has its own.
    Optional<String> taskToken() {
        return Optional.ofNullable(taskToken);
    }

    void taskToken(String token) {
        taskToken = token;
    }

    /// Remembers the work that the latest attempt has begun, parts of which may succeed on their own.
    void work(Redrivable begun) {
        work = begun;
    }

    Optional<Redrivable> work() {
        return Optional.ofNullable(work);
    }

    /// Resets the retry count, as a redrive does.
    void forgetRetries() {
        retryCount = 0;
        retriesByRetrier = null;
    }
}
