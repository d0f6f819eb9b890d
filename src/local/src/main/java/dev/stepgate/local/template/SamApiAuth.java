// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies the property Auth of AWS::Serverless::Api: security schemes for its Lambda authorizers and user
/// pools, and the authorization of each method.
final class SamApiAuth {
    private static final String API_KEY = "api_key";
    private static final String IAM = "AWS_IAM";
    private static final String SCHEMES = "components/securitySchemes";

    private final Properties api;
    private final Optional<Properties> auth;
    private final Stack stack;
    private final List<ApiRoute> routes;

    /// @param routes of SAM events, whose settings may differ from the API's defaults
    SamApiAuth(Properties api, Stack stack, List<ApiRoute> routes) {
        this.api = api;
        this.auth = api.inner("Auth");
        this.stack = stack;
        this.routes = routes;
    }

    Node.Fields apply(Node.Fields document) {
        boolean hasAuthorizers = auth.flatMap(given -> given.inner("Authorizers"))
                .filter(all -> !all.fields().fields().isEmpty())
                .isPresent();
        new SamAuthorizers(api, this::isKnown, hasAuthorizers).check(routes);
        return schemes(OpenApi.mapOperations(document, this::secured));
    }

    private boolean isKnown(String authorizer) {
        return authorizer.equals(IAM)
                || auth.flatMap(given -> given.inner("Authorizers"))
                        .filter(all -> all.fields().fields().containsKey(authorizer))
                        .isPresent();
    }

    private Node.Fields secured(Node.Fields operation, String path, String method) {
        ApiRoute.Access access = ApiRoute.access(routes, path, method);
        List<String> schemes = new ArrayList<>();
        access.authorizer()
                .or(() -> defaultAuthorizer(method))
                .filter(this::isKnown)
                .ifPresent(schemes::add);
        if (access.apiKeyRequired().orElse(keyByDefault(method))) {
            schemes.add(API_KEY);
        }
        if (operation.find("security").isPresent() || schemes.isEmpty()) {
            return operation;
        }
        ObjectNode security = Json.mapper().createObjectNode();
        schemes.forEach(scheme -> {
            ArrayNode scopes = security.withArray("/security").addObject().putArray(scheme);
            scopes(access, scheme).forEach(scopes::add);
        });
        return operation.with("security", Node.of(security.get("security"), operation.mark()));
    }

    /// Returns the scopes of the event, or else those of the authorizer.
    private List<String> scopes(ApiRoute.Access access, String scheme) {
        if (access.scopes().isPresent() && !scheme.equals(API_KEY)) {
            return access.scopes().get();
        }
        return auth.flatMap(given -> given.inner("Authorizers"))
                .flatMap(all -> all.inner(scheme))
                .map(found -> ApiRoute.texts(found, "AuthorizationScopes"))
                .orElse(List.of());
    }

    private Optional<String> defaultAuthorizer(String method) {
        boolean asks = !method.equals("options") || flag("AddDefaultAuthorizerToCorsPreflight", true);
        return asks ? auth.flatMap(given -> given.text("DefaultAuthorizer")) : Optional.empty();
    }

    private boolean keyByDefault(String method) {
        boolean asks = !method.equals("options") || flag("AddApiKeyRequiredToCorsPreflight", true);
        return asks && flag("ApiKeyRequired", false);
    }

    private boolean flag(String name, boolean otherwise) {
        return auth.map(given -> given.flag(name, otherwise)).orElse(otherwise);
    }

    private Node.Fields schemes(Node.Fields document) {
        Node.Fields result = document;
        String text = Json.write(document.json());
        if (text.contains("{\"" + API_KEY + "\":[]}")) {
            result = OpenApi.with(result, SCHEMES, API_KEY, scheme("x-api-key"));
        }
        if (text.contains("{\"" + IAM + "\":[]}")) {
            result = OpenApi.with(
                    result, SCHEMES, IAM, scheme("Authorization").put("x-amazon-apigateway-authtype", "awsSigv4"));
        }
        Optional<Properties> authorizers = auth.flatMap(given -> given.inner("Authorizers"));
        for (String name : authorizers
                .map(all -> all.fields().fields().keySet().stream().toList())
                .orElse(List.of())) {
            Optional<Properties> authorizer = authorizers.flatMap(all -> all.inner(name));
            if (authorizer.isPresent()) {
                result = OpenApi.with(result, SCHEMES, name, authorizer(authorizer.get()));
            }
        }
        return result;
    }

    private static ObjectNode scheme(String header) {
        return Json.mapper()
                .createObjectNode()
                .put("type", "apiKey")
                .put("name", header)
                .put("in", "header");
    }

    private ObjectNode authorizer(Properties properties) {
        return properties.fields().fields().containsKey("UserPoolArn") ? userPools(properties) : lambda(properties);
    }

    /// Reads user pools; UserPoolArn is one ARN, or a list of them.
    private static ObjectNode userPools(Properties properties) {
        Optional<Properties> identity = properties.inner("Identity");
        String header = identity.flatMap(given -> given.text("Header")).orElse("Authorization");
        ObjectNode scheme = scheme(header).put("x-amazon-apigateway-authtype", "cognito_user_pools");
        ObjectNode authorizer = scheme.putObject("x-amazon-apigateway-authorizer");
        authorizer.put("type", "cognito_user_pools");
        ArrayNode providers = authorizer.putArray("providerARNs");
        properties
                .node("UserPoolArn")
                .ifPresent(pools -> (pools instanceof Node.Items several ? several.items() : List.of(pools))
                        .forEach(pool -> providers.add(pool.json())));
        identity.flatMap(given -> given.text("ValidationExpression"))
                .ifPresent(regex -> authorizer.put("identityValidationExpression", regex));
        return scheme;
    }

    private ObjectNode lambda(Properties properties) {
        Optional<Properties> identity = properties.inner("Identity");
        String type = properties.choice("FunctionPayloadType", "TOKEN", List.of("TOKEN", "REQUEST"));
        boolean token = type.equals("TOKEN");
        String header = identity.flatMap(given -> given.text("Header")).orElse("Authorization");
        ObjectNode scheme = scheme(token ? header : "Unused").put("x-amazon-apigateway-authtype", "custom");
        ObjectNode authorizer = scheme.putObject("x-amazon-apigateway-authorizer");
        authorizer.put("type", token ? "token" : "request");
        authorizer.put("authorizerUri", stack.functionUri(properties.required("FunctionArn")));
        identity.ifPresent(given -> {
            given.text("ReauthorizeEvery")
                    .ifPresent(seconds -> authorizer.put("authorizerResultTtlInSeconds", seconds));
            given.text("ValidationExpression")
                    .ifPresent(regex -> authorizer.put("identityValidationExpression", regex));
            if (!token) {
                authorizer.put("identitySource", sources(given));
            }
        });
        return scheme;
    }

    private static String sources(Properties identity) {
        List<String> sources = new ArrayList<>();
        sources.addAll(sources(identity, "method.request.header.", "Headers"));
        sources.addAll(sources(identity, "method.request.querystring.", "QueryStrings"));
        sources.addAll(sources(identity, "stageVariables.", "StageVariables"));
        sources.addAll(sources(identity, "context.", "Context"));
        return String.join(", ", sources);
    }

    /// Returns the identity sources as SAM writes them: names by their location.
    static List<String> sources(Properties identity, String prefix, String property) {
        return ApiRoute.texts(identity, property).stream()
                .map(name -> prefix + name)
                .toList();
    }
}
