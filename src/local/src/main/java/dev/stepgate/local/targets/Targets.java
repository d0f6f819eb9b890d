// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;

/// What rules and schedules can call. Implemented by whoever knows the services; [ServiceTargets] is the
/// ordinary one.
@FunctionalInterface
public interface Targets {

    /// The code of the refusal that an HTTP answer is.
    String ANSWERED = "ERROR_FROM_TARGET";

    /// The call's answer. Must not block. A refusal is an [AwsException], thrown or in the stage; with the
    /// status 429 or 500 and above the call is made again later. An HTTP answer that is no success is such a
    /// refusal, too, with the status of the answer and the code [#ANSWERED].
    CompletionStage<JsonNode> call(TargetCall call);
}
