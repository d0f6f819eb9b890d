// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// An AWS service of this JVM, called by its API model's names and in the shapes of the JSON 1.0 protocol,
/// whatever protocol the caller spoke.
public interface AwsService {

    /// As in an ARN: `states`, `sqs`, `sns`, `lambda`, `execute-api`.
    String name();

    /// The names of the operations that [#call] serves: what an `aws-sdk` task may ask for.
    Set<String> operations();

    /// The output's members; an object, empty when the operation answers nothing. Must not block. A refusal
    /// is an [AwsException], thrown or in the stage; an operation that the service does not have is
    /// [AwsException#unknownOperation].
    CompletionStage<JsonNode> call(AwsCall call);
}
