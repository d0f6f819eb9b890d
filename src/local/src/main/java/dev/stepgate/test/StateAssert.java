// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/// Assertions about the visits of a state. If it was entered more than once, [#visit] selects one.
public final class StateAssert extends AbstractAssert<StateAssert, List<StateVisit>> {
    private final AssertionSubject subject;

    StateAssert(List<StateVisit> actual, AssertionSubject subject) {
        super(actual, StateAssert.class);
        this.subject = subject;
    }

    public StateAssert wasEntered(int times) {
        if (actual.size() != times) {
            throw mismatch(
                    "to have been entered " + FailureText.times(times),
                    "it was entered " + FailureText.times(actual.size()),
                    actual.getLast().entry().event());
        }
        return this;
    }

    /// Selects one of several visits.
    ///
    /// @param index from 0
    public StateAssert visit(int index) {
        if (index >= actual.size()) {
            throw mismatch("to have a visit " + index, "it was entered " + FailureText.times(actual.size()), 0);
        }
        return new StateAssert(
                List.of(actual.get(index)),
                new AssertionSubject("visit " + index + " of " + subject.text(), subject.table()));
    }

    public StateAssert hasInput(String json) {
        JsonAssert unused = input().is(json);
        return this;
    }

    public StateAssert hasOutput(String json) {
        JsonAssert unused = output().is(json);
        return this;
    }

    /// Returns assertions about the input with which it was entered.
    public JsonAssert input() {
        StateVisit visit = only();
        return part("the input of ", visit.input(), visit.entry().event());
    }

    /// Returns assertions about the output with which it was left.
    public JsonAssert output() {
        StateVisit.Exit exit = exit();
        return part("the output of ", exit.output(), exit.event());
    }

    /// Verifies the time from its entry to its exit.
    public StateAssert lasted(Duration duration) {
        StateVisit.Exit exit = exit();
        Duration lasted = Duration.between(only().entry().at(), exit.at());
        if (!lasted.equals(duration)) {
            throw mismatch(
                    "to have lasted " + FailureText.seconds(duration),
                    "it lasted " + FailureText.seconds(lasted),
                    exit.event());
        }
        return this;
    }

    private StateVisit.Exit exit() {
        StateVisit visit = only();
        return visit.exit()
                .orElseThrow(() -> mismatch(
                        "to have an output", "it was not left", visit.entry().event()));
    }

    private StateVisit only() {
        if (actual.size() > 1) {
            throw mismatch(
                    "to have one visit",
                    "it was entered " + FailureText.times(actual.size()) + ": say which with visit(n)",
                    actual.get(1).entry().event());
        }
        return actual.getFirst();
    }

    private JsonAssert part(String what, JsonNode json, int event) {
        return new JsonAssert(
                json,
                new AssertionSubject(
                        what + subject.text(), mark -> subject.table().apply(mark == 0 ? event : mark)));
    }

    private AssertionError mismatch(String expectation, String found, int mark) {
        return failure("%s", subject.mismatch(expectation, found, mark));
    }
}
