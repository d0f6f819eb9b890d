// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.DataFlow;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskResource;
import java.util.List;
import java.util.Optional;

/// Describes the call of a Task: `lambda:invoke · ValidateUserV1`.
final class Resources {
    /// Members of a call's arguments that name its target.
    private static final List<String> TARGETS = List.of(
            "FunctionName",
            "QueueUrl",
            "TopicArn",
            "TableName",
            "StateMachineArn",
            "Bucket",
            "EventBusName",
            "ApiEndpoint");

    private Resources() {}

    static String detail(State.Task task) {
        return switch (task.call().resource()) {
            case TaskResource.LambdaFunction(String arn) -> "lambda · " + lastPart(arn);
            case TaskResource.Activity(String arn) -> "activity · " + lastPart(arn);
            case TaskResource.Service service -> {
                String call = service.service() + ":" + service.action()
                        + service.pattern().suffix();
                yield target(task).map(target -> call + " · " + target).orElse(call);
            }
        };
    }

    /// Returns the name in an ARN or URL, without a function's qualifier.
    private static String lastPart(String arn) {
        int function = arn.indexOf(":function:");
        if (function >= 0) {
            return arn.substring(function + ":function:".length()).split(":", 2)[0];
        }
        return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
    }

    private static Optional<String> target(State.Task task) {
        Optional<PayloadTemplate> arguments = switch (task.flow()) {
            case DataFlow.Paths paths -> paths.parameters();
            case DataFlow.Jsonata jsonata -> jsonata.arguments();
        };
        return arguments
                .flatMap(all -> TARGETS.stream()
                        .flatMap(name -> literal(all, name).stream())
                        .findFirst())
                .map(Resources::lastPart)
                .filter(name -> !name.isEmpty());
    }

    private static Optional<String> literal(PayloadTemplate arguments, String name) {
        Optional<JsonNode> value = switch (arguments) {
            case PayloadTemplate.Literal(JsonNode object) -> Optional.ofNullable(object.get(name));
            case PayloadTemplate.Fields fields ->
                fields.fields().get(name) instanceof PayloadTemplate.Literal(JsonNode node)
                        ? Optional.of(node)
                        : Optional.empty();
            case PayloadTemplate.Items _, PayloadTemplate.Expression _ -> Optional.empty();
        };
        return value.filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    static Icon icon(TaskResource resource) {
        return switch (resource) {
            case TaskResource.LambdaFunction _ -> Icon.LAMBDA;
            case TaskResource.Activity _ -> Icon.ACTIVITY;
            case TaskResource.Service service -> icon(service.service().replaceFirst("^aws-sdk:", ""));
        };
    }

    private static Icon icon(String service) {
        return switch (service) {
            case "lambda" -> Icon.LAMBDA;
            case "sqs" -> Icon.QUEUE;
            case "sns" -> Icon.TOPIC;
            case "events", "eventbridge", "scheduler" -> Icon.EVENTS;
            case "states", "sfn" -> Icon.WORKFLOW;
            case "dynamodb" -> Icon.TABLE;
            case "s3" -> Icon.BUCKET;
            case "http", "apigateway" -> Icon.HTTP;
            default -> Icon.SERVICE;
        };
    }
}
