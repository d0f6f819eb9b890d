// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/// Assertions about the attempts of a Task, in the order in which they were scheduled.
public final class TaskAssert extends AbstractAssert<TaskAssert, List<StateVisit>> {
    private final AssertionSubject subject;

    TaskAssert(List<StateVisit> actual, AssertionSubject subject) {
        super(actual, TaskAssert.class);
        this.subject = subject;
    }

    /// Verifies that every attempt was sent this: a service's parameters, or the payload of a function or an
    /// activity.
    public TaskAssert wasSent(String json) {
        return compare(Stepgate.json(json), JsonDifference.Extent.WHOLE);
    }

    /// Verifies that every attempt was sent this, except for further members.
    public TaskAssert wasSentIncluding(String json) {
        return compare(Stepgate.json(json), JsonDifference.Extent.NAMED_MEMBERS);
    }

    /// Returns assertions about the parameters of the last attempt.
    public JsonAssert sent() {
        TaskAttempt last = last();
        return new JsonAssert(
                last.parameters(),
                new AssertionSubject(
                        "what was sent by " + subject.text(),
                        mark -> subject.table().apply(mark == 0 ? last.scheduledEvent() : mark)));
    }

    /// Selects one attempt.
    ///
    /// @param index from 0
    public TaskAssert attempt(int index) {
        List<TaskAttempt> attempts = attempts();
        if (index >= attempts.size()) {
            throw mismatch("to have an attempt " + index, "it was attempted " + FailureText.times(attempts.size()), 0);
        }
        TaskAttempt attempt = attempts.get(index);
        StateVisit visit = actual.stream()
                .filter(candidate -> candidate.attempts().contains(attempt))
                .findFirst()
                .orElseThrow();
        StateVisit alone = new StateVisit(
                visit.name(), visit.type(), visit.places(), visit.entry(), visit.exit(), List.of(attempt));
        return new TaskAssert(
                List.of(alone), new AssertionSubject("attempt " + index + " of " + subject.text(), subject.table()));
    }

    /// Verifies the number of attempts, including retries.
    public TaskAssert wasAttempted(int times) {
        return require(
                attempts().size() == times,
                "to have been attempted " + FailureText.times(times),
                "it was attempted " + FailureText.times(attempts().size()));
    }

    public TaskAssert wasRetried(int times) {
        int retries = delays().size();
        return require(
                retries == times,
                "to have been retried " + FailureText.times(times),
                "it was retried " + FailureText.times(retries));
    }

    /// Verifies the delays between the end of one attempt and the beginning of the next.
    public TaskAssert wasRetriedAfter(Duration... delays) {
        List<Duration> found = delays();
        return require(
                found.equals(List.of(delays)),
                "to have been retried after " + seconds(List.of(delays)),
                found.isEmpty() ? "it was not retried" : "it was retried after " + seconds(found));
    }

    /// Verifies that the last attempt succeeded.
    public TaskAssert succeeded() {
        return require(
                last().outcome() instanceof TaskOutcome.Succeeded, "to have succeeded", describe(last().outcome()));
    }

    /// Verifies the result of the last attempt, before the state's output processing.
    public TaskAssert succeededWith(String json) {
        if (!(last().outcome() instanceof TaskOutcome.Succeeded(JsonNode output))) {
            throw mismatch("to have succeeded", describe(last().outcome()), last().scheduledEvent());
        }
        JsonAssert unused = new JsonAssert(
                        output,
                        new AssertionSubject(
                                "the result of " + subject.text(),
                                mark -> subject.table().apply(mark == 0 ? last().scheduledEvent() : mark)))
                .is(json);
        return this;
    }

    /// Verifies the errors of the failed attempts, in order; a timeout is `States.Timeout`.
    public TaskAssert failedWith(String... errors) {
        List<String> found = attempts().stream()
                .map(attempt -> error(attempt.outcome()))
                .flatMap(Optional::stream)
                .toList();
        return require(
                found.equals(List.of(errors)),
                "to have failed with " + List.of(errors),
                found.isEmpty() ? "no attempt failed" : "it failed with " + found);
    }

    /// Verifies that the last attempt timed out.
    public TaskAssert timedOut() {
        return require(
                last().outcome() instanceof TaskOutcome.TimedOut, "to have timed out", describe(last().outcome()));
    }

    /// Verifies that the last attempt has not ended.
    public TaskAssert isWaiting() {
        return require(last().outcome() instanceof TaskOutcome.Unfinished, "to be waiting", describe(last().outcome()));
    }

    private TaskAssert compare(JsonNode expected, JsonDifference.Extent extent) {
        TaskAttempt unused = last();
        for (TaskAttempt attempt : attempts()) {
            List<String> differences = JsonDifference.between(attempt.parameters(), expected, extent);
            if (!differences.isEmpty()) {
                throw mismatch(
                        "to have been sent " + FailureText.json(expected),
                        FailureText.differing(attempt.parameters(), differences),
                        attempt.scheduledEvent());
            }
        }
        return this;
    }

    private TaskAssert require(boolean holds, String expectation, String found) {
        if (!holds) {
            List<TaskAttempt> attempts = attempts();
            throw mismatch(
                    expectation,
                    found,
                    attempts.isEmpty() ? 0 : attempts.getLast().scheduledEvent());
        }
        return this;
    }

    private TaskAttempt last() {
        List<TaskAttempt> attempts = attempts();
        if (attempts.isEmpty()) {
            throw mismatch(
                    "to have been attempted",
                    "nothing was sent",
                    actual.getFirst().entry().event());
        }
        return attempts.getLast();
    }

    private List<TaskAttempt> attempts() {
        return actual.stream().flatMap(visit -> visit.attempts().stream()).toList();
    }

    private List<Duration> delays() {
        List<Duration> delays = new ArrayList<>();
        for (StateVisit visit : actual) {
            List<TaskAttempt> attempts = visit.attempts();
            for (int i = 1; i < attempts.size(); i++) {
                TaskAttempt before = attempts.get(i - 1);
                delays.add(Duration.between(
                        before.ended().orElse(before.scheduled()),
                        attempts.get(i).scheduled()));
            }
        }
        return delays;
    }

    private static Optional<String> error(TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Failed failed -> Optional.of(failed.error().orElse(""));
            case TaskOutcome.TimedOut _ -> Optional.of("States.Timeout");
            case TaskOutcome.Succeeded _, TaskOutcome.Unfinished _ -> Optional.empty();
        };
    }

    private static String describe(TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Succeeded succeeded -> "it succeeded with " + FailureText.json(succeeded.output());
            case TaskOutcome.Failed failed -> "it failed with " + failed.error().orElse("no error");
            case TaskOutcome.TimedOut _ -> "it timed out";
            case TaskOutcome.Unfinished _ -> "it has not ended";
        };
    }

    private static List<String> seconds(List<Duration> durations) {
        return durations.stream().map(FailureText::seconds).toList();
    }

    private AssertionError mismatch(String expectation, String found, int mark) {
        return failure("%s", subject.mismatch(expectation, found, mark));
    }
}
