// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.UriText;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call in AWS's query protocol, as a form ([SQS query
/// requests](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html)).
///
/// @param version of the service's API, such as `2012-11-05`
record QueryForm(String action, String version) {

    HttpRequest request(ObjectNode input) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("Action", List.of(action));
        form.put("Version", List.of(version));
        input.properties().forEach(member -> add(form, member.getKey(), member.getValue()));
        byte[] body = UriText.encodeQuery(form).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.of("POST", "/", Headers.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    /// Adds a member. The list `AttributeNames` and the map `MessageAttributes` are written as numbered
    /// entries: `AttributeName.1`, `MessageAttribute.1.Name`.
    private static void add(Map<String, List<String>> form, String name, JsonNode value) {
        String entry = name.replaceFirst("s$", "");
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                form.put(entry + "." + (i + 1), List.of(value.get(i).asText()));
            }
            return;
        }
        if (!value.isObject()) {
            form.put(name, List.of(value.asText()));
            return;
        }
        addMap(form, entry, value);
    }

    /// Adds a map as numbered pairs of name and value.
    private static void addMap(Map<String, List<String>> form, String entry, JsonNode value) {
        int number = 0;
        for (Map.Entry<String, JsonNode> attribute : value.properties()) {
            number++;
            form.put(entry + "." + number + ".Name", List.of(attribute.getKey()));
            for (Map.Entry<String, JsonNode> part : attribute.getValue().properties()) {
                form.put(
                        entry + "." + number + ".Value." + part.getKey(),
                        List.of(part.getValue().asText()));
            }
        }
    }
}
