// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// A REST or HTTP API as the table of endpoints shows it.
///
/// @param url without a stage
record DescribedApi(JsonNode openApi, String url, String region) {
    private static final String AUTH = "x-amazon-apigateway-auth";

    /// Returns true when an operation accepts only requests that are signed with Signature Version 4.
    boolean isSigned(JsonNode operation) {
        String own = operation.path(AUTH).path("type").asText("");
        if (!own.isEmpty()) {
            return own.toUpperCase(Locale.ROOT).equals("AWS_IAM");
        }
        JsonNode requirements = operation.has("security") ? operation.path("security") : openApi.path("security");
        for (JsonNode requirement : requirements) {
            for (String scheme : (Iterable<String>) requirement::fieldNames) {
                String type = openApi.path("components")
                        .path("securitySchemes")
                        .path(scheme)
                        .path("x-amazon-apigateway-authtype")
                        .asText("");
                if (type.equalsIgnoreCase("awsSigv4")) {
                    return true;
                }
            }
        }
        return false;
    }
}
