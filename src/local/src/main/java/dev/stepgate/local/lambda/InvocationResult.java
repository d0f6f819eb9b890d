// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// What came of one call of a function: its answer, or the error that it ended with.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface InvocationResult {

    /// The function's own JSON, or its error as JSON: `{"errorMessage","errorType","stackTrace"}`. Not to be
    /// changed.
    byte[] payload();

    Call call();

    record Succeeded(byte[] payload, Call call) implements InvocationResult {}

    record FunctionError(byte[] payload, Call call) implements InvocationResult {}

    /// Facts about the call itself.
    ///
    /// @param requestId what the context object gave as the AWS request id
    /// @param executedVersion `$LATEST`, or `1` for an alias
    /// @param logTail the last 4 KB that the function logged
    record Call(String requestId, String executedVersion, String logTail) {}
}
