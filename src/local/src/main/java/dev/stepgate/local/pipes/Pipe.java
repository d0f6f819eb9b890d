// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pipe that has been checked.
///
/// @param source the ARN of a queue or a stream
record Pipe(String arn, String name, String source, Optional<Step> enrichment, Step target) {

    /// An enrichment or a target.
    ///
    /// @param service as in an ARN
    /// @param template makes each event; without one, events go as they are
    /// @param parameters of this kind of target
    record Step(String arn, String service, Optional<PipeTemplate> template, JsonNode parameters) {
        /// Tells whether the answer is awaited; it is unless the template says FIRE_AND_FORGET.
        boolean awaitsAnswer() {
            return !parameters.path("InvocationType").asText().equals("FIRE_AND_FORGET");
        }
    }

    /// The member of TargetParameters for each service that can be a target here.
    private static final Map<String, String> PARAMETERS = Map.of(
            "events", "EventBridgeEventBusParameters",
            "lambda", "LambdaFunctionParameters",
            "sns", "",
            "sqs", "SqsQueueParameters",
            "states", "StepFunctionStateMachineParameters");

    private static final Set<String> ENRICHMENTS = Set.of("lambda", "states");
    private static final Set<String> INVOCATIONS = Set.of("", "REQUEST_RESPONSE", "FIRE_AND_FORGET");

    /// @param input as CreatePipe takes it
    /// @throws AwsException ValidationException
    static Pipe of(String arn, JsonNode input) {
        Optional<Step> enrichment = Optional.of(input.path("Enrichment").asText(""))
                .filter(each -> !each.isEmpty())
                .map(each -> step("Enrichment", each, input.path("EnrichmentParameters"), ENRICHMENTS));
        Step target =
                step("Target", input.path("Target").asText(), input.path("TargetParameters"), PARAMETERS.keySet());
        if (!INVOCATIONS.contains(target.parameters().path("InvocationType").asText(""))) {
            throw invalid("InvocationType must be REQUEST_RESPONSE or FIRE_AND_FORGET, not "
                    + target.parameters().path("InvocationType"));
        }
        return new Pipe(arn, input.path("Name").asText(), input.path("Source").asText(), enrichment, target);
    }

    private static Step step(String member, String arn, JsonNode parameters, Set<String> allowed) {
        String[] parts = arn.split(":", 6);
        String service = parts.length == 6 ? parts[2] : "";
        if (!allowed.contains(service)) {
            throw invalid(member + ": expected the ARN of one of the services "
                    + allowed.stream().sorted().toList() + ", which can be called here, not " + arn);
        }
        Optional<PipeTemplate> template = Optional.ofNullable(parameters.get("InputTemplate"))
                .map(text -> PipeTemplate.parse(text.isTextual() ? text.textValue() : Json.write(text)));
        return new Step(arn, service, template, parameters.path(PARAMETERS.get(service)));
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }
}
