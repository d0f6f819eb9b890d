// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The data that an EventBridge connection adds to an `http:invoke`. Where both have a key, that of
/// the connection stays
/// ([merging](https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#http-task-data-merge)).
///
/// @param body members of the request's JSON object
public record ConnectionData(Map<String, String> headers, Map<String, String> query, Map<String, String> body) {

    /// Tells whether the request has a body to which the connection cannot add its members.
    boolean conflictsWith(JsonNode parameters) {
        JsonNode given = parameters.path("RequestBody");
        return !body.isEmpty() && !given.isMissingNode() && !given.isNull() && !given.isObject();
    }

    /// Returns the parameters of the request with the data of the connection.
    ObjectNode addedTo(ObjectNode parameters) {
        ObjectNode merged = parameters.deepCopy();
        add(merged, "Headers", headers);
        add(merged, "QueryParameters", query);
        add(merged, "RequestBody", body);
        return merged;
    }

    private static void add(ObjectNode parameters, String part, Map<String, String> added) {
        if (added.isEmpty()) {
            return;
        }
        ObjectNode members =
                parameters.path(part) instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        added.forEach((name, value) -> {
            if (part.equals("Headers")) {
                List<String> names = new ArrayList<>();
                members.fieldNames().forEachRemaining(names::add);
                names.stream().filter(name::equalsIgnoreCase).forEach(members::remove);
            }
            members.put(name, value);
        });
        parameters.set(part, members);
    }
}
