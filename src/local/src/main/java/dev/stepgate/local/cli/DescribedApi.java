// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// A REST or HTTP API as the table of endpoints shows it.
///
/// @param url without a stage
/// @param apiKey one that its usage plans accept and this runtime has made up
record DescribedApi(JsonNode openApi, String url, String region, Optional<String> apiKey) {
    private static final String AUTH = "x-amazon-apigateway-auth";
    private static final String HEADER_SOURCE = "$request.header.";

    /// Returns curl's options, each followed by a blank, for what an operation needs of its caller: a signature, an
    /// API key, or a token, of which only the place is known.
    String credentials(JsonNode operation) {
        String own = operation.path(AUTH).path("type").asText("");
        if (!own.isEmpty()) {
            return own.toUpperCase(Locale.ROOT).equals("AWS_IAM") ? signature() : "";
        }
        StringBuilder options = new StringBuilder();
        JsonNode requirements = operation.has("security") ? operation.path("security") : openApi.path("security");
        for (JsonNode requirement : requirements) {
            requirement
                    .fieldNames()
                    .forEachRemaining(scheme -> options.append(credential(
                            openApi.path("components").path("securitySchemes").path(scheme))));
        }
        return options.toString();
    }

    private String credential(JsonNode scheme) {
        String type = scheme.path("x-amazon-apigateway-authtype").asText("");
        if (type.equalsIgnoreCase("awsSigv4")) {
            return signature();
        }
        if (scheme.path("in").asText("").equals("header")) {
            boolean isKey = type.isEmpty() && !scheme.has("x-amazon-apigateway-authorizer");
            return header(scheme.path("name").asText(), isKey ? apiKey.orElse("KEY") : "TOKEN");
        }
        String source = scheme.path("x-amazon-apigateway-authorizer")
                .path("identitySource")
                .asText("");
        return source.startsWith(HEADER_SOURCE) ? header(source.substring(HEADER_SOURCE.length()), "TOKEN") : "";
    }

    private String signature() {
        return "--aws-sigv4 aws:amz:" + region + ":execute-api --user local:local ";
    }

    private static String header(String name, String value) {
        return "-H '" + name + ": " + value + "' ";
    }
}
