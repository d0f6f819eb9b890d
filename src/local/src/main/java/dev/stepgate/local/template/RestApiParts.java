// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Locale;

/// Adds models, validators, authorizers and gateway responses that are resources of their own to the
/// API's document.
final class RestApiParts {
    static final String API_KEY = "api_key";

    private static final String HEADER = "method.request.header.";
    private static final String PREFIX = "AWS::ApiGateway::";
    private static final String SCHEMES = "components/securitySchemes";

    private static final List<String> AUTHORIZERS = List.of("TOKEN", "REQUEST", "COGNITO_USER_POOLS");

    private final ResolvedResource api;
    private final List<ResolvedResource> all;

    RestApiParts(ResolvedResource api, List<ResolvedResource> all) {
        this.api = api;
        this.all = all;
    }

    Node.Fields addTo(Node.Fields document) {
        Node.Fields whole = settings(document);
        for (ResolvedResource model : parts("Model")) {
            whole = OpenApi.with(whole, "components/schemas", model.name(), schema(model.properties()));
        }
        return withGatewayResponses(withAuthorizers(withValidators(whole)));
    }

    private Node.Fields withValidators(Node.Fields document) {
        Node.Fields whole = document;
        for (ResolvedResource validator : parts("RequestValidator")) {
            whole = OpenApi.with(
                    whole,
                    "x-amazon-apigateway-request-validators",
                    validator.declaration().logicalId(),
                    validator(validator.properties()));
        }
        return whole;
    }

    private Node.Fields withAuthorizers(Node.Fields document) {
        Node.Fields whole = document;
        for (ResolvedResource authorizer : parts("Authorizer")) {
            whole = OpenApi.with(
                    whole, SCHEMES, authorizer.declaration().logicalId(), authorizer(authorizer.properties()));
        }
        return whole;
    }

    private Node.Fields withGatewayResponses(Node.Fields document) {
        Node.Fields whole = document;
        for (ResolvedResource response : parts("GatewayResponse")) {
            whole = OpenApi.with(
                    whole,
                    "x-amazon-apigateway-gateway-responses",
                    response.properties().required("ResponseType"),
                    gatewayResponse(response.properties()));
        }
        return whole;
    }

    private Node.Fields settings(Node.Fields document) {
        Node.Fields whole = document;
        if (api.type().equals(PREFIX + "RestApi")) {
            whole = setting(whole, "ApiKeySourceType", "x-amazon-apigateway-api-key-source");
            whole = setting(whole, "BinaryMediaTypes", "x-amazon-apigateway-binary-media-types");
        }
        boolean keys =
                parts("Method").stream().anyMatch(method -> method.properties().flag("ApiKeyRequired", false));
        ObjectNode scheme = Json.mapper()
                .createObjectNode()
                .put("type", "apiKey")
                .put("name", "x-api-key")
                .put("in", "header");
        return keys ? OpenApi.with(whole, SCHEMES, API_KEY, scheme) : whole;
    }

    private Node.Fields setting(Node.Fields document, String property, String member) {
        return document.find(member).isPresent()
                ? document
                : api.properties()
                        .node(property)
                        .map(value -> document.with(member, value))
                        .orElse(document);
    }

    /// Returns a schema, which may be given as JSON text.
    private static JsonNode schema(Properties model) {
        return model.node("Schema")
                .map(schema -> {
                    try {
                        return schema instanceof Node.Scalar text ? Json.parse(text.text()) : schema.json();
                    } catch (JsonSyntaxException e) {
                        model.problem("Schema", "is not JSON: " + e.getMessage());
                        return Json.mapper().createObjectNode();
                    }
                })
                .orElseGet(() -> Json.mapper().createObjectNode());
    }

    private static ObjectNode validator(Properties validator) {
        return Json.mapper()
                .createObjectNode()
                .put("validateRequestBody", validator.flag("ValidateRequestBody", false))
                .put("validateRequestParameters", validator.flag("ValidateRequestParameters", false));
    }

    private static ObjectNode gatewayResponse(Properties properties) {
        ObjectNode response = Json.mapper().createObjectNode();
        properties.text("StatusCode").ifPresent(status -> response.put("statusCode", status));
        RestApiResourceReader.copy(properties, "ResponseParameters", response, "responseParameters");
        RestApiResourceReader.copy(properties, "ResponseTemplates", response, "responseTemplates");
        return response;
    }

    /// Returns where a client's identity is; a token has to be in a header.
    private static String source(Properties authorizer, boolean isToken) {
        if (!isToken) {
            return authorizer.text("IdentitySource").orElse("");
        }
        String source = authorizer.required("IdentitySource");
        if (!source.startsWith(HEADER) && !source.isEmpty()) {
            authorizer.problem("IdentitySource", "must be " + HEADER + "NAME, not " + source);
        }
        return source;
    }

    /// Returns the security scheme of a Lambda authorizer, or of user pools.
    private static ObjectNode authorizer(Properties properties) {
        ObjectNode scheme =
                Json.mapper().createObjectNode().put("type", "apiKey").put("in", "header");
        String type = properties.requiredChoice("Type", AUTHORIZERS).toLowerCase(Locale.ROOT);
        boolean token = !type.equals("request");
        String source = source(properties, token);
        scheme.put("name", token ? source.replace(HEADER, "") : "Unused");
        scheme.put("x-amazon-apigateway-authtype", "custom");
        ObjectNode authorizer = scheme.putObject("x-amazon-apigateway-authorizer");
        authorizer.put("type", type);
        RestApiResourceReader.copy(properties, "AuthorizerUri", authorizer, "authorizerUri");
        RestApiResourceReader.copy(properties, "ProviderARNs", authorizer, "providerARNs");
        RestApiResourceReader.copy(
                properties, "AuthorizerResultTtlInSeconds", authorizer, "authorizerResultTtlInSeconds");
        RestApiResourceReader.copy(
                properties, "IdentityValidationExpression", authorizer, "identityValidationExpression");
        if (!token && !source.isEmpty()) {
            authorizer.put("identitySource", source);
        }
        return scheme;
    }

    private List<ResolvedResource> parts(String kind) {
        return all.stream()
                .filter(resource -> resource.type().equals(PREFIX + kind)
                        && resource.properties().required("RestApiId").equals(api.ref()))
                .toList();
    }
}
