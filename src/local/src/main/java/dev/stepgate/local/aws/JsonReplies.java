// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Answers of AWS JSON: the output as it is, or `{"__type", "message"}`.
///
/// @param version `1.0` or `1.1`
record JsonReplies(String service, String version) implements Replies {
    private static final String FRAMEWORK = "com.amazon.coral.service#";

    /// Errors that AWS's framework raises instead of the service.
    private static final Map<String, String> FRAMEWORK_ERRORS = Map.of(
            "ValidationException",
            "com.amazon.coral.validate#",
            AwsException.UNKNOWN_OPERATION,
            FRAMEWORK,
            "SerializationException",
            FRAMEWORK,
            "InternalFailure",
            FRAMEWORK,
            "AccessDeniedException",
            FRAMEWORK,
            "ThrottlingException",
            FRAMEWORK);

    /// The codes of SQS's query protocol that differ from the names in its JSON protocol; clients written for
    /// the former expect these (API model of SQS, trait `awsQueryError`).
    private static final Map<String, String> SQS_QUERY_CODES = Map.of(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
            "QueueNameExists", "QueueAlreadyExists");

    private static final Set<String> SQS_PREFIXED = Set.of(
            "QueueDeletedRecently",
            "PurgeQueueInProgress",
            "TooManyEntriesInBatchRequest",
            "EmptyBatchRequest",
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "InvalidBatchEntryId",
            "UnsupportedOperation",
            "MessageNotInflight");

    /// Errors of SQS that its JSON protocol has under other names than its query protocol, in which callers and
    /// Step Functions know them (LocalStack's recordings of AWS, `test_posting_to_fifo_requires_...`).
    private static final Map<String, String> SQS_JSON_CODES = Map.of(
            "InvalidParameterValue", "InvalidParameterValueException",
            "MissingParameter", "MissingRequiredParameterException");

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        byte[] body = service.equals("states") ? Json.bytes(output, JsonReplies::seconds) : Json.bytes(output);
        return response(200, Headers.of("x-amzn-RequestId", requestId), body);
    }

    /// Writes seconds as `1.652716274909E9`, as Step Functions does; mapping templates show it.
    private static String seconds(BigDecimal seconds) {
        return Double.toString(seconds.doubleValue());
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", type(failure.code()));
        if (!failure.message().isEmpty()) {
            body.put(MessageMember.of(service, failure), failure.message());
        }
        body.setAll(failure.members());
        Headers headers = Headers.of("x-amzn-RequestId", requestId);
        if (service.equals("sqs")) {
            String fault = failure.status() < 500 ? ";Sender" : ";Receiver";
            headers = headers.plus("x-amzn-query-error", sqsQueryCode(failure.code()) + fault);
        }
        return response(failure.status(), headers, Json.bytes(body));
    }

    /// Returns the code in SQS's query protocol of an error of its JSON protocol.
    static String sqsQueryCode(String code) {
        return SQS_PREFIXED.contains(code)
                ? "AWS.SimpleQueueService." + code
                : SQS_QUERY_CODES.getOrDefault(code, code);
    }

    /// Returns the `__type`: a service that uses namespaces puts that of the framework before the framework's
    /// errors.
    private String type(String code) {
        String own = ServiceModel.find(service)
                .map(ServiceModel::json)
                .map(ServiceModel.Json::namespace)
                .orElse("");
        if (service.equals("sqs") && SQS_JSON_CODES.containsKey(code)) {
            return FRAMEWORK + SQS_JSON_CODES.getOrDefault(code, code);
        }
        return own.isEmpty() ? code : FRAMEWORK_ERRORS.getOrDefault(code, own) + code;
    }

    private HttpResponse response(int status, Headers headers, byte[] body) {
        return new HttpResponse(status, headers.plus("Content-Type", "application/x-amz-json-" + version), body);
    }
}
