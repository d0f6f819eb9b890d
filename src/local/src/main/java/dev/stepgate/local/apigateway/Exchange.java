// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.InputVariable;
import dev.stepgate.local.vtl.RequestParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One request on its way through an API. Every step reads it, and some write to its `$context`.
///
/// @param query all values of each query parameter, decoded
/// @param headers those that an endpoint may see: all values of each, with names as sent
/// @param parameters the same and the decoded path parameters, with one value each
/// @param pathParameters as the event of a function has them: REST APIs do not decode them, HTTP APIs do
/// @param trace records the actions of the steps
public record Exchange(
        ApiDeployment deployment,
        HttpRequest request,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        RequestParameters parameters,
        Map<String, String> pathParameters,
        Map<String, String> stageVariables,
        ContextMap context,
        RequestTrace trace) {

    public String text(String contextVariable) {
        return context.get(contextVariable) instanceof String text ? text : "";
    }

    /// The content type; a request without `Content-Type` counts as JSON, as in API Gateway.
    public String contentType() {
        return request.headers().first("Content-Type").map(ContentType::of).orElse(ContentType.JSON);
    }

    public String header(String name) {
        return request.headers().first(name).orElse("");
    }

    public boolean isBinary() {
        return deployment.isBinary(request.headers().first("Content-Type").orElse(""));
    }

    /// The ARN that authorizers' policies name:
    /// `arn:aws:execute-api:us-east-1:123456789012:abc123/test/GET/users/1`.
    public String methodArn() {
        ApiAddress address = deployment.stage().address();
        return "arn:aws:execute-api:" + address.region() + ":" + address.accountId() + ":" + address.apiId() + "/"
                + deployment.stage().name() + "/" + request.method() + deployment.pathOf(request);
    }

    /// Stores the endpoint's answer for the access log.
    public void received(HttpResponse response) {
        context.put("integrationStatus", response.status());
    }

    public InputVariable input(byte[] body) {
        return new InputVariable(new String(body, StandardCharsets.UTF_8), parameters);
    }
}
