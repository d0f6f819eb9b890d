// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// What becomes of a callback with a task token
/// ([SendTaskSuccess](https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html)).
public enum CallbackAnswer {
    ACCEPTED,
    /// The token was good once: the task has ended, timed out, or its execution has.
    TASK_TIMED_OUT,
    /// No task of this runtime ever had the token.
    TASK_DOES_NOT_EXIST,
    /// Not a token at all.
    INVALID_TOKEN
}
