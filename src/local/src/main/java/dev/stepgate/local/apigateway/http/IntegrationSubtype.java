// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.UriText;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The integration subtypes of HTTP APIs
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html)).
///
/// @param service as in an ARN
/// @param required parameters
/// @param optional parameters
record IntegrationSubtype(
        String subtype, String service, String operation, Set<String> required, Set<String> optional) {
    /// Parameters whose value is JSON text: lists, maps and numbers.
    private static final Set<String> JSON = Set.of(
            "AttributeNames",
            "DelaySeconds",
            "MaxNumberOfMessages",
            "MessageAttributeNames",
            "MessageAttributes",
            "MessageSystemAttributes",
            "Resources",
            "VisibilityTimeout",
            "WaitTimeSeconds");

    private static final Set<IntegrationSubtype> ALL = Set.of(
            new IntegrationSubtype(
                    "AppConfig-GetConfiguration",
                    "appconfig",
                    "GetConfiguration",
                    Set.of("Application", "Environment", "Configuration", "ClientId"),
                    Set.of("ClientConfigurationVersion", "Region")),
            new IntegrationSubtype(
                    "Kinesis-PutRecord",
                    "kinesis",
                    "PutRecord",
                    Set.of("StreamName", "Data", "PartitionKey"),
                    Set.of("SequenceNumberForOrdering", "ExplicitHashKey", "Region")),
            new IntegrationSubtype(
                    "EventBridge-PutEvents",
                    "events",
                    "PutEvents",
                    Set.of("Detail", "DetailType", "Source"),
                    Set.of("Time", "EventBusName", "Resources", "Region", "TraceHeader")),
            new IntegrationSubtype(
                    "SQS-DeleteMessage", "sqs", "DeleteMessage", Set.of("QueueUrl", "ReceiptHandle"), Set.of("Region")),
            new IntegrationSubtype("SQS-PurgeQueue", "sqs", "PurgeQueue", Set.of("QueueUrl"), Set.of("Region")),
            new IntegrationSubtype(
                    "SQS-ReceiveMessage",
                    "sqs",
                    "ReceiveMessage",
                    Set.of("QueueUrl"),
                    Set.of(
                            "AttributeNames",
                            "MaxNumberOfMessages",
                            "MessageAttributeNames",
                            "ReceiveRequestAttemptId",
                            "VisibilityTimeout",
                            "WaitTimeSeconds",
                            "Region")),
            new IntegrationSubtype(
                    "StepFunctions-StartExecution",
                    "states",
                    "StartExecution",
                    Set.of("StateMachineArn"),
                    Set.of("Name", "Input", "TraceHeader", "Region")),
            new IntegrationSubtype(
                    "StepFunctions-StartSyncExecution",
                    "states",
                    "StartSyncExecution",
                    Set.of("StateMachineArn"),
                    Set.of("Name", "Input", "TraceHeader", "Region")),
            new IntegrationSubtype(
                    "StepFunctions-StopExecution",
                    "states",
                    "StopExecution",
                    Set.of("ExecutionArn"),
                    Set.of("Cause", "Error", "Region")),
            new IntegrationSubtype(
                    "SQS-SendMessage",
                    "sqs",
                    "SendMessage",
                    Set.of("QueueUrl", "MessageBody"),
                    Set.of(
                            "DelaySeconds",
                            "MessageAttributes",
                            "MessageDeduplicationId",
                            "MessageGroupId",
                            "MessageSystemAttributes",
                            "Region")));

    static Optional<IntegrationSubtype> of(String subtype) {
        return ALL.stream().filter(action -> action.subtype.equals(subtype)).findFirst();
    }

    /// Returns the call as it goes over the wire: to SQS in its query protocol, so that clients get XML, to
    /// AppConfig as a request of its REST API, to the others in JSON.
    ///
    /// @param input the members by the service's names
    HttpRequest call(ObjectNode input) {
        ServiceModel model = ServiceModel.of(service);
        if (model.query() != null) {
            QueryForm form = new QueryForm(operation, model.query().version());
            return form.request(input);
        }
        if (model.json() == null) {
            return configuration(input);
        }
        Headers headers = Headers.of("Content-Type", model.contentType())
                .plus("X-Amz-Target", Objects.requireNonNull(model.json()).target() + "." + operation);
        return HttpRequest.of("POST", "/", headers, Json.bytes(input));
    }

    private static HttpRequest configuration(ObjectNode input) {
        String path = "/applications/" + segment(input, "Application") + "/environments/"
                + segment(input, "Environment") + "/configurations/" + segment(input, "Configuration");
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("client_id", List.of(input.path("ClientId").asText()));
        if (input.has("ClientConfigurationVersion")) {
            query.put(
                    "client_configuration_version",
                    List.of(input.path("ClientConfigurationVersion").asText()));
        }
        return HttpRequest.of("GET", path + "?" + UriText.encodeQuery(query), Headers.none(), new byte[0]);
    }

    private static String segment(ObjectNode input, String member) {
        return UriText.encodePath(input.path(member).asText()).replace("/", "%2F");
    }

    /// The content type of the service's answer.
    String answerType() {
        return ServiceModel.of(service).query() == null ? ContentType.JSON : "text/xml";
    }

    /// Returns the service's request. The region is not part of it, because every region is served here.
    ///
    /// @param parameters with their texts
    /// @throws JsonSyntaxException when a parameter's text is not JSON
    /// @throws DateTimeException when `Time` is not a time
    ObjectNode input(Map<String, String> parameters) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, text) -> {
            if (!name.equals("Region")) {
                input.set(member(name), value(name, text));
            }
        });
        if (!operation.equals("PutEvents")) {
            return input;
        }
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.putArray("Entries").add(input);
        return one;
    }

    private static JsonNode value(String parameter, String text) {
        if (parameter.equals("Time")) {
            return JsonNodeFactory.instance.numberNode(Instant.parse(text).getEpochSecond());
        }
        return JSON.contains(parameter) ? Json.parse(text) : JsonNodeFactory.instance.textNode(text);
    }

    /// Returns the member's name, which begins with a lower-case letter in Step Functions.
    private String member(String parameter) {
        return service.equals("states")
                ? Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1)
                : parameter;
    }
}
