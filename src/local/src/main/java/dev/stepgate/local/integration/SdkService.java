// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The services that `aws-sdk` integrations reach here: how Step Functions calls them, which of their actions there
/// are, and how their inputs and outputs are written in a state machine.
enum SdkService {
    LAMBDA("lambda", "Lambda", "getFunction getFunctionConfiguration invoke listFunctions") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return encoded(parameters, "Payload");
        }

        @Override
        JsonNode output(JsonNode answer) {
            return decoded(answer, "Payload");
        }
    },
    SQS(
            "sqs",
            "Sqs",
            "changeMessageVisibility changeMessageVisibilityBatch createQueue deleteMessage deleteMessageBatch"
                    + " deleteQueue getQueueAttributes getQueueUrl listDeadLetterSourceQueues listQueueTags listQueues"
                    + " purgeQueue receiveMessage sendMessage sendMessageBatch setQueueAttributes tagQueue untagQueue") {
        @Override
        JsonNode output(JsonNode answer) {
            ObjectNode output = JsonNodes.object();
            answer.properties()
                    .forEach(member -> output.set(SdkNames.ofSdk(member.getKey()), messages(member.getValue())));
            return output;
        }

        // Attributes, which are one level deeper, keep the names that their senders gave them.
        private JsonNode messages(JsonNode value) {
            if (!value.isArray()) {
                return value;
            }
            ArrayNode messages = JsonNodes.array();
            for (JsonNode message : value) {
                ObjectNode renamed = JsonNodes.object();
                message.properties().forEach(member -> renamed.set(SdkNames.ofSdk(member.getKey()), member.getValue()));
                messages.add(message.isObject() ? renamed : message);
            }
            return messages;
        }
    },
    SNS(
            "sns",
            "Sns",
            "createTopic deleteTopic getSubscriptionAttributes getTopicAttributes listSubscriptions"
                    + " listSubscriptionsByTopic listTagsForResource listTopics publish publishBatch"
                    + " setSubscriptionAttributes setTopicAttributes subscribe tagResource unsubscribe untagResource"),
    SFN(
            "states",
            "Sfn",
            "createActivity createStateMachine createStateMachineAlias deleteActivity deleteStateMachine"
                    + " deleteStateMachineAlias deleteStateMachineVersion describeActivity describeExecution"
                    + " describeStateMachine describeStateMachineAlias describeStateMachineForExecution getActivityTask"
                    + " getExecutionHistory listActivities listExecutions listStateMachineAliases"
                    + " listStateMachineVersions listStateMachines listTagsForResource publishStateMachineVersion"
                    + " redriveExecution sendTaskFailure sendTaskHeartbeat sendTaskSuccess startExecution"
                    + " startSyncExecution stopExecution tagResource testState untagResource updateStateMachine"
                    + " updateStateMachineAlias validateStateMachineDefinition") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return SdkNames.rename(parameters, SdkNames::uncapitalized);
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkNames.rename(dated(answer), SdkNames::capitalized);
        }
    },
    APIGATEWAYMANAGEMENTAPI(
            "execute-api", "ApiGatewayManagementApi", "deleteConnection getConnection postToConnection") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return encoded(parameters, "Data");
        }
    };

    private final String service;
    private final String exceptions;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> actions;

    SdkService(String service, String exceptions, String actions) {
        this.service = service;
        this.exceptions = exceptions;
        this.actions = Set.of(actions.split(" ", -1));
    }

    /// The service behind `aws-sdk:sfn`, if it has that action here.
    static Optional<SdkService> find(String resourceService, String action) {
        return Arrays.stream(values())
                .filter(each -> resourceService.equalsIgnoreCase("aws-sdk:" + each.name()))
                .filter(each -> each.actions.contains(action))
                .findFirst();
    }

    /// The name of the [dev.stepgate.local.aws.AwsService].
    String service() {
        return service;
    }

    ServiceError errors() {
        return ServiceError.ofSdk(exceptions);
    }

    /// Parameters as the service wants them.
    JsonNode input(ObjectNode parameters) {
        return parameters;
    }

    /// The service's answer as the SDK tells it.
    JsonNode output(JsonNode answer) {
        return answer;
    }

    private static JsonNode encoded(ObjectNode parameters, String blob) {
        JsonNodes.member(parameters, blob)
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(base64 -> parameters.put(blob, base64));
        return parameters;
    }

    private static JsonNode decoded(JsonNode answer, String blob) {
        ObjectNode output = answer.deepCopy();
        JsonNodes.member(answer, blob)
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .ifPresent(text -> output.put(blob, text));
        return output;
    }

    /// Dates in seconds become texts, `2025-01-01T00:00:00Z`.
    private static JsonNode dated(JsonNode value) {
        if (value.isArray()) {
            ArrayNode dated = JsonNodes.array();
            value.forEach(element -> dated.add(dated(element)));
            return dated;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode dated = JsonNodes.object();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            boolean isDate = member.getKey().endsWith("Date") || member.getKey().equals("timestamp");
            dated.set(
                    member.getKey(),
                    isDate && member.getValue().isNumber() ? date(member.getValue()) : dated(member.getValue()));
        }
        return dated;
    }

    private static JsonNode date(JsonNode seconds) {
        BigDecimal millis = seconds.decimalValue().multiply(BigDecimal.valueOf(1000));
        return JsonNodes.text(Instant.ofEpochMilli(millis.longValue()).toString());
    }
}
