// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// The answer to a callback with a task token
/// ([SendTaskSuccess](https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html)).
public enum CallbackAnswer {
    ACCEPTED,
    /// The token was valid once, but its task has ended or timed out, or its execution has ended.
    TASK_TIMED_OUT,
    /// No task of this runtime ever had the token.
    TASK_DOES_NOT_EXIST,
    /// The text is not a token at all.
    INVALID_TOKEN
}
