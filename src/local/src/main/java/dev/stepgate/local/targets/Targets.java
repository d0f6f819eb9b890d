// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The services that rules and schedules can call. [ServiceTargets] is the ordinary implementation.
@FunctionalInterface
public interface Targets {

    /// The code of a refusal that comes from an HTTP answer.
    String ANSWERED = "ERROR_FROM_TARGET";

    /// Calls the target. Must not block. A refusal is an [AwsException], thrown or in the stage; after one
    /// with status 429, or 500 and above, the call is made again later. An unsuccessful HTTP answer is such a
    /// refusal too, with the status of the answer and the code [#ANSWERED].
    CompletionStage<JsonNode> call(TargetCall call);

    /// Does the same, but a refusal is always in the stage.
    default CompletionStage<JsonNode> attempt(TargetCall call) {
        try {
            return call(call);
        } catch (AwsException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }
}
