// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import java.util.Optional;

/// Puts the trace of a request, its header `X-Amzn-Trace-Id`, where the service that it calls keeps it.
final class TracedInput {
    private static final String HEADER = "X-Amzn-Trace-Id";
    private static final String SAMPLED = "Sampled=";
    private static final String SYSTEM_ATTRIBUTES = "MessageSystemAttributes";

    private TracedInput() {}

    static WireCall of(HttpRequest request, WireCall call) {
        Optional<String> trace = request.headers().first(HEADER);
        return trace.isEmpty()
                ? call
                : new WireCall(
                        call.service(),
                        call.operation(),
                        () -> traced(call, call.input().get(), trace.get()),
                        call.replies());
    }

    private static JsonNode traced(WireCall call, JsonNode input, String trace) {
        return switch (call.service() + " " + call.operation()) {
            case "states StartExecution", "states StartSyncExecution" -> execution(input, trace);
            case "sqs SendMessage", "sns Publish" -> message(input, trace);
            case "sqs SendMessageBatch" -> batch(input, "Entries", trace);
            case "sns PublishBatch" -> batch(input, "PublishBatchRequestEntries", trace);
            default -> input;
        };
    }

    /// A trace in the header replaces one in the input
    /// ([StartExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html)).
    private static ObjectNode execution(JsonNode input, String trace) {
        ObjectNode traced = input.deepCopy();
        return traced.put("traceHeader", decided(trace));
    }

    /// Adds the decision to sample, which Step Functions makes when nobody else has.
    private static String decided(String trace) {
        return trace.contains(SAMPLED) ? trace : trace + ";" + SAMPLED + "1";
    }

    /// A queue's message keeps the trace as its system attribute `AWSTraceHeader`, unless it has one
    /// ([SQS and X-Ray](https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html)); the message of a
    /// topic hands it on to queues.
    private static JsonNode message(JsonNode input, String trace) {
        if (!input.isObject() || input.path(SYSTEM_ATTRIBUTES).has("AWSTraceHeader")) {
            return input;
        }
        ObjectNode traced = ((ObjectNode) input).objectNode();
        traced.setAll((ObjectNode) input);
        traced.putObject(SYSTEM_ATTRIBUTES)
                .putObject("AWSTraceHeader")
                .put("DataType", "String")
                .put("StringValue", trace);
        return traced;
    }

    private static JsonNode batch(JsonNode input, String member, String trace) {
        if (!input.path(member).isArray()) {
            return input;
        }
        ObjectNode traced = ((ObjectNode) input).objectNode();
        traced.setAll((ObjectNode) input);
        ArrayNode entries = traced.putArray(member);
        input.path(member).forEach(entry -> entries.add(message(entry, trace)));
        return traced;
    }
}
