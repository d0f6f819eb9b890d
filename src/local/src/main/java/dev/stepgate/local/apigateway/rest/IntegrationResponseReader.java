// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.OpenApiNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// Reads the `responses` of an integration; the key of a response is its selectionPattern, or `default`.
final class IntegrationResponseReader {
    private static final Set<String> KNOWN =
            Set.of("statusCode", "responseParameters", "responseTemplates", "contentHandling");

    private IntegrationResponseReader() {}

    /// Returns the responses in order of status, which is the order in which patterns are tried.
    static List<RestIntegration.Response> read(OpenApiNode integration, OpenApiNode operation) {
        List<RestIntegration.Response> responses = new ArrayList<>();
        Set<Integer> statuses = new HashSet<>();
        integration
                .member("responses")
                .ifPresent(map -> map.members().forEach((pattern, place) -> {
                    RestIntegration.Response response = response(pattern, place, operation);
                    if (!statuses.add(response.status())) {
                        place.problem("statusCode: another response has " + response.status()
                                + " too; API Gateway keeps one");
                    }
                    checkMethodResponse(response, place, operation);
                    responses.add(response);
                }));
        responses.sort(Comparator.comparingInt(RestIntegration.Response::status));
        return List.copyOf(responses);
    }

    private static RestIntegration.Response response(String pattern, OpenApiNode place, OpenApiNode operation) {
        place.known(KNOWN);
        String status = place.text("statusCode", "");
        if (!status.matches("[2-5]\\d\\d")) {
            place.problem("statusCode: expected 200 to 599, not '" + status + "'");
        }
        return new RestIntegration.Response(
                status.matches("[2-5]\\d\\d") ? Integer.parseInt(status) : 500,
                selection(pattern, place),
                ParameterReader.ofResponse(place),
                RestIntegrationReader.templates(place, "responseTemplates"),
                RestIntegrationReader.choice(place, "contentHandling", RestIntegration.ContentHandling.class),
                methodResponse(operation, status).isPresent());
    }

    private static Optional<OpenApiNode> methodResponse(OpenApiNode operation, String status) {
        return operation.member("responses").flatMap(all -> all.member(status));
    }

    private static Optional<SelectionPattern> selection(String pattern, OpenApiNode place) {
        if (pattern.isEmpty() || pattern.equals("default")) {
            return Optional.empty();
        }
        try {
            return Optional.of(SelectionPattern.of(pattern));
        } catch (PatternSyntaxException e) {
            place.problem("not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }

    /// Checks that the method has the response. API Gateway takes one that it has not, unless it maps
    /// headers, and fails when the response is chosen ([internal server
    /// errors](https://repost.aws/knowledge-center/api-gateway-internal-server-error)).
    private static void checkMethodResponse(
            RestIntegration.Response response, OpenApiNode place, OpenApiNode operation) {
        Optional<OpenApiNode> declared = methodResponse(operation, "" + response.status());
        if (declared.isEmpty()) {
            String message = "statusCode: the method has no response " + response.status();
            if (response.parameters().isEmpty()) {
                place.warn(message + "; a request that gets this one is answered with 500");
            } else {
                place.problem(message);
            }
            return;
        }
        Set<String> headers = new HashSet<>();
        declared.get().member("headers").ifPresent(map -> map.members().keySet().forEach(headers::add));
        for (ParameterMapping mapping : response.parameters()) {
            if (headers.stream().noneMatch(mapping.name()::equalsIgnoreCase)) {
                place.problem("responseParameters: the method's response " + response.status() + " declares no header "
                        + mapping.name());
            }
        }
    }
}
