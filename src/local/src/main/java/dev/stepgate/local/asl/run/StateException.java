// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.intrinsic.IntrinsicException;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Optional;

/// The failure of a state. Made only by the factories, one for each of AWS's error names; caught where a
/// state is run.
final class StateException extends RuntimeException {
    private final Kind kind;
    private final transient Failure failure;
    private final transient Optional<String> location;

    private StateException(Kind kind, Failure failure, Optional<String> location) {
        super(failure.error().orElse("") + ": " + failure.cause().orElse(""), null, false, false);
        this.kind = kind;
        this.failure = failure;
        this.location = location;
    }

    /// The ways in which a failure can be handled and recorded.
    enum Kind {
        /// Reported by a task, a branch or a Fail state, and recorded there.
        REPORTED,
        /// Like `REPORTED`, for a task whose heartbeats failed to come.
        SILENT,
        /// Found by the interpreter, whose cause names the state.
        FOUND,
        /// Like `FOUND`, for a JSONata expression, with an EvaluationFailed event.
        EVALUATION,
        /// States.Runtime, to which neither Retry nor Catch applies.
        RUNTIME,
        /// Ends the whole execution.
        FATAL
    }

    /// Makes a failure from the journal.
    static StateException again(Kind kind, Failure failure, Optional<String> location) {
        return new StateException(kind, failure, location);
    }

    static StateException reported(Failure failure) {
        return new StateException(Kind.REPORTED, failure, Optional.empty());
    }

    /// A task that ran out of time.
    static StateException timeout() {
        return reported(Failure.TIMEOUT);
    }

    /// A task whose worker has stopped sending heartbeats: the history says States.Timeout, but Retry and
    /// Catch may use either name.
    static StateException heartbeatTimeout() {
        return new StateException(Kind.SILENT, Failure.TIMEOUT, Optional.empty());
    }

    static StateException noNextState() {
        return runtime("Failed to transition out of the state. The state does not point to a next state.");
    }

    static StateException noActivity(String arn) {
        return runtime("The activity " + arn + " does not exist.");
    }

    static StateException runtime(String cause) {
        return new StateException(Kind.RUNTIME, Failure.of("States.Runtime", cause), Optional.empty());
    }

    /// A failed evaluation. `location` is the field, such as `Arguments/FunctionName`.
    static StateException evaluation(String cause, Optional<String> location) {
        return new StateException(Kind.EVALUATION, Failure.of("States.QueryEvaluationError", cause), location);
    }

    static StateException intrinsic(IntrinsicException e) {
        return runtime(String.valueOf(e.getMessage()));
    }

    /// A path or an intrinsic function that takes too long. AWS's error for it is not known.
    static StateException limit(EvaluationLimitException e) {
        return runtime(String.valueOf(e.getMessage()));
    }

    static StateException resultPath(String message) {
        return new StateException(Kind.FOUND, Failure.of("States.ResultPathMatchFailure", message), Optional.empty());
    }

    /// Data over 256 KiB. `origin` is the name of a state or service, or the ARN of a function.
    static StateException dataLimit(String origin) {
        return reported(Failure.of(
                "States.DataLimitExceeded",
                "The state/task '" + origin
                        + "' returned a result with a size exceeding the maximum number of bytes service limit."));
    }

    static StateException toleranceExceeded() {
        return reported(Failure.of(
                "States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded"));
    }

    static StateException itemReader(String cause) {
        return reported(Failure.of("States.ItemReaderFailed", cause));
    }

    static StateException resultWriter(String cause) {
        return reported(Failure.of("States.ResultWriterFailed", cause));
    }

    static StateException tooManyEvents() {
        return new StateException(
                Kind.FATAL,
                Failure.of(
                        "States.Runtime",
                        "The execution reached the maximum number of history events (" + History.LIMIT + ")."),
                Optional.empty());
    }

    /// A path of a payload template that found nothing.
    static StateException pathNotFound(String path, String field, JsonNode input) {
        return runtime("The JSONPath '" + path + "' specified for the field '" + field
                + "' could not be found in the input '" + Json.write(input) + "'");
    }

    Kind kind() {
        return kind;
    }

    Failure failure() {
        return failure;
    }

    Optional<String> location() {
        return location;
    }

    /// Tells whether one of the names of a Retry or a Catch stands for this error.
    boolean matches(List<String> errorEquals) {
        return errorEquals.stream().anyMatch(this::matches);
    }

    private boolean matches(String name) {
        return switch (name) {
            case "States.ALL" -> true;
            case "States.TaskFailed" -> !failure.isNamed("States.Timeout");
            case "States.HeartbeatTimeout" -> kind == Kind.SILENT || failure.isNamed(name);
            default -> failure.isNamed(name);
        };
    }

    /// Returns the failure with its cause as AWS writes it: the cause of an error that the interpreter found
    /// names the state, once.
    StateException in(String state, int enteredEvent) {
        return switch (kind) {
            case REPORTED, SILENT, FATAL -> this;
            case FOUND, EVALUATION, RUNTIME ->
                new StateException(
                        kind,
                        new Failure(
                                failure.error(),
                                Optional.of("An error occurred while executing the state '" + state
                                        + "' (entered at the event id #" + enteredEvent + "). "
                                        + failure.cause().orElse(""))),
                        location);
        };
    }
}
