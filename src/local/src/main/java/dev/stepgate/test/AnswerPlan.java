// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The order of answers: some are for certain attempts, the others are given to all further calls in turn,
/// the last one repeatedly.
final class AnswerPlan<A> {
    private final List<A> inTurn = new ArrayList<>();
    private final Map<Integer, A> byAttempt = new HashMap<>();
    private Place place = new Place.InTurn();
    private int given;

    /// The place of the next answer.
    private sealed interface Place {
        record InTurn() implements Place {}

        record Attempt(int number) implements Place {}

        /// A place that has its answer.
        record Taken(Place at) implements Place {}
    }

    synchronized void add(A answer) {
        switch (place) {
            case Place.InTurn _ -> inTurn.add(answer);
            case Place.Attempt attempt -> byAttempt.put(attempt.number(), answer);
            case Place.Taken _ ->
                throw new IllegalStateException(
                        "this call has its answer; then() goes on to the next call, onAttempt(n) to an attempt");
        }
        place = new Place.Taken(place);
    }

    synchronized void then() {
        if (!(place instanceof Place.Taken)) {
            throw new IllegalStateException("then() follows an answer");
        }
        place = new Place.InTurn();
    }

    synchronized void onAttempt(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("onAttempt(" + number + "): the first attempt is 0, its retries follow");
        }
        if (byAttempt.containsKey(number)) {
            throw new IllegalStateException("attempt " + number + " has its answer");
        }
        place = new Place.Attempt(number);
    }

    /// Uses the latest answer for this many calls.
    synchronized void times(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("times(" + calls + "): expected 1 or more");
        }
        if (!(place instanceof Place.Taken(Place.InTurn _))) {
            throw new IllegalStateException("times(" + calls + ") follows an answer that is not for one attempt alone");
        }
        for (int i = 1; i < calls; i++) {
            inTurn.add(inTurn.getLast());
        }
    }

    /// Returns the answer; empty when none was planned for such a call.
    synchronized Optional<A> next(int attempt) {
        if (byAttempt.containsKey(attempt)) {
            return Optional.of(byAttempt.get(attempt));
        }
        if (inTurn.isEmpty()) {
            return Optional.empty();
        }
        A answer = inTurn.get(Math.min(given, inTurn.size() - 1));
        given++;
        return Optional.of(answer);
    }
}
