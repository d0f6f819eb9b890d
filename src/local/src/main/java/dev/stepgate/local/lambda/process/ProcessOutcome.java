// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

/// The result of one event that was given to a process.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ProcessOutcome {

    /// The handler's answer, as the process sent it: JSON, unless a custom runtime sends something else.
    record Answered(byte[] payload) implements ProcessOutcome {}

    /// The handler's error as the process sent it; the process goes on.
    record Failed(byte[] error) implements ProcessOutcome {}

    /// The process could not get ready for its first event and reported why; it is no longer usable.
    ///
    /// @param hint a remedy for the user; empty when none is known
    record InitFailed(byte[] error, String hint) implements ProcessOutcome {}

    /// The process cannot be started on this machine.
    ///
    /// @param message says how to correct that
    record NotStarted(String message) implements ProcessOutcome {}

    /// The process ended before it answered.
    ///
    /// @param how such as `exit status 1` or `signal: killed`; empty after status 0
    record Exited(String how) implements ProcessOutcome {}

    /// The time limit passed, and the process has been killed.
    record TimedOut() implements ProcessOutcome {}

    /// The answer is larger than Lambda allows; the process goes on.
    record TooLarge() implements ProcessOutcome {}

    /// The process ended, unnoticed, before it received the event, so another one may have it.
    record Lost() implements ProcessOutcome {}
}
