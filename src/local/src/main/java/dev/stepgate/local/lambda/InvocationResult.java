// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// The result of one call of a function: its answer, or the error with which it ended.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface InvocationResult {

    /// The function's own JSON, or its error as JSON: `{"errorMessage","errorType","stackTrace"}`. Must not
    /// be modified.
    byte[] payload();

    Call call();

    record Succeeded(byte[] payload, Call call) implements InvocationResult {}

    record FunctionError(byte[] payload, Call call) implements InvocationResult {}

    /// Facts about the call itself.
    ///
    /// @param requestId the AWS request id of the context object
    /// @param executedVersion `$LATEST`, or `1` for an alias
    /// @param logTail the last 4 KB that the function logged
    record Call(String requestId, String executedVersion, String logTail) {}
}
