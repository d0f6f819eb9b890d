// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

/// What came of one event that was given to a process.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ProcessOutcome {

    /// The handler's answer, as the process sent it: JSON, unless a custom runtime sends something else.
    record Answered(byte[] payload) implements ProcessOutcome {}

    /// The handler's error as the process sent it; the process goes on.
    record Failed(byte[] error) implements ProcessOutcome {}

    /// The process could not get ready for its first event and said why; it is of no use any more.
    ///
    /// @param hint for people: what mends it; empty when nobody knows
    record InitFailed(byte[] error, String hint) implements ProcessOutcome {}

    /// There is no process, because it cannot be started on this machine.
    ///
    /// @param message with the way on
    record NotStarted(String message) implements ProcessOutcome {}

    /// The process ended before it answered.
    ///
    /// @param how `exit status 1`, `signal: killed`; empty after status 0
    record Exited(String how) implements ProcessOutcome {}

    /// The time was up, and the process has been killed.
    record TimedOut() implements ProcessOutcome {}

    /// The answer is larger than Lambda takes; the process goes on.
    record TooLarge() implements ProcessOutcome {}

    /// The process had ended, unseen, before it was given the event: another one may have it.
    record Lost() implements ProcessOutcome {}
}
