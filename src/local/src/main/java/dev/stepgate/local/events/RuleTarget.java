// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.targets.RetryPolicy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One target of a rule. Immutable.
///
/// @param definition the members of PutTargets' target as they were given
record RuleTarget(String id, String arn, JsonNode definition, Kind kind, TargetInput input) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:([^:]+):([^:]*):([^:]*):(.+)");

    /// The kinds of targets that a rule can have here.
    enum Kind {
        FUNCTION,
        QUEUE,
        TOPIC,
        STATE_MACHINE,
        BUS,
        API_DESTINATION
    }

    static RuleTarget parse(JsonNode target) {
        String id = target.path("Id").asText();
        String arn = target.path("Arn").asText();
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw EventErrors.invalidParameter(arn, "Provided Arn is not in correct format.");
        }
        Kind kind = kind(parts.group(1), parts.group(4), arn);
        require(target, kind, arn, id);
        return new RuleTarget(id, arn, target, kind, TargetInput.parse(target));
    }

    private static Kind kind(String service, String resource, String arn) {
        return switch (service) {
            case "lambda" -> Kind.FUNCTION;
            case "sqs" -> Kind.QUEUE;
            case "sns" -> Kind.TOPIC;
            case "states" -> Kind.STATE_MACHINE;
            case "events" -> resource.startsWith("api-destination/") ? Kind.API_DESTINATION : Kind.BUS;
            default ->
                throw EventErrors.invalidParameter(
                        arn,
                        "this local runtime delivers to functions, queues, topics, state machines, event buses and API"
                                + " destinations, not to " + service + ".");
        };
    }

    private static void require(JsonNode target, Kind kind, String arn, String id) {
        boolean needsRole = kind == Kind.STATE_MACHINE || kind == Kind.API_DESTINATION;
        if (needsRole && !target.hasNonNull("RoleArn")) {
            throw EventErrors.invalid("RoleArn is required for target " + arn + ".");
        }
        boolean needsGroup = kind == Kind.QUEUE && arn.endsWith(".fifo");
        if (needsGroup && target.path("SqsParameters").path("MessageGroupId").isMissingNode()) {
            throw EventErrors.invalid("Parameter(s) SqsParameters must be specified for target: " + id + ".");
        }
    }

    /// The name at the end of the ARN.
    String name() {
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        return resource.startsWith("event-bus/") ? resource.substring("event-bus/".length()) : resource;
    }

    RetryPolicy retries() {
        return RetryPolicy.of(definition.path("RetryPolicy"));
    }

    Optional<String> deadLetterQueue() {
        return Optional.of(definition.path("DeadLetterConfig").path("Arn").asText())
                .filter(arn -> !arn.isEmpty());
    }
}
