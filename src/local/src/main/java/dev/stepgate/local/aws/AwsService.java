// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// An AWS service of this JVM, called with the names of its API model and in the shapes of the JSON 1.0
/// protocol, whatever protocol the caller used.
public interface AwsService {

    /// The name in ARNs: `states`, `sqs`, `sns`, `lambda`, `execute-api`.
    String name();

    /// The names of the operations that [#call] serves, which are those that an `aws-sdk` task may use.
    Set<String> operations();

    /// Returns true when [#call] serves the operation.
    default boolean serves(String operation) {
        return operations().contains(operation);
    }

    /// Returns true for an operation that, with a small input, takes less time than handing it to another thread.
    default boolean isBrief(String operation) {
        return false;
    }

    /// Returns the output's members: an object, empty when the operation has no output. Must not block. A
    /// refusal is an [AwsException], thrown or in the stage; an operation that the service does not have is
    /// [AwsException#unknownOperation].
    CompletionStage<JsonNode> call(AwsCall call);
}
