// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies the property Auth of AWS::Serverless::HttpApi: security schemes for its JWT and Lambda
/// authorizers, and the authorization of each route.
final class SamHttpApiAuth {
    private static final String IAM = "AWS_IAM";
    private static final String SCHEMES = "components/securitySchemes";

    private final Properties api;
    private final Optional<Properties> auth;
    private final Stack stack;
    private final List<ApiRoute> routes;

    /// @param routes of SAM events, whose settings may differ from the API's default
    SamHttpApiAuth(Properties api, Stack stack, List<ApiRoute> routes) {
        this.api = api;
        this.auth = api.inner("Auth");
        this.stack = stack;
        this.routes = routes;
    }

    Node.Fields apply(Node.Fields document) {
        new SamAuthorizers(api, this::isKnown, true).check(routes);
        return schemes(OpenApi.mapOperations(document, this::secured));
    }

    private boolean isKnown(String name) {
        boolean isIam = name.equals(IAM)
                && auth.map(given -> given.flag("EnableIamAuthorizer", false)).orElse(false);
        return isIam
                || authorizers()
                        .filter(all -> all.fields().fields().containsKey(name))
                        .isPresent();
    }

    private Node.Fields secured(Node.Fields operation, String path, String method) {
        ApiRoute.Access access = ApiRoute.access(routes, path, method);
        Optional<String> authorizer = access.authorizer()
                .or(() -> method.equals("options")
                        ? Optional.empty()
                        : auth.flatMap(given -> given.text("DefaultAuthorizer")))
                .filter(name -> !name.equals("NONE") && isKnown(name));
        if (authorizer.isEmpty() || operation.find("security").isPresent()) {
            return operation;
        }
        ObjectNode requirement = Json.mapper().createObjectNode();
        ArrayNode scopes = requirement.putArray(authorizer.get());
        scopes(access, authorizer.get()).forEach(scopes::add);
        ArrayNode security = Json.mapper().createArrayNode().add(requirement);
        return operation.with("security", Node.of(security, operation.mark()));
    }

    private List<String> scopes(ApiRoute.Access access, String authorizer) {
        return access.scopes()
                .orElseGet(() -> authorizers()
                        .flatMap(all -> all.inner(authorizer))
                        .map(found -> ApiRoute.texts(found, "AuthorizationScopes"))
                        .orElse(List.of()));
    }

    private Optional<Properties> authorizers() {
        return auth.flatMap(given -> given.inner("Authorizers"));
    }

    private Node.Fields schemes(Node.Fields document) {
        Node.Fields result = document;
        if (auth.map(given -> given.flag("EnableIamAuthorizer", false)).orElse(false)) {
            ObjectNode iam = Json.mapper().createObjectNode();
            iam.put("type", "apiKey").put("name", "Authorization").put("in", "header");
            result = OpenApi.with(result, SCHEMES, IAM, iam.put("x-amazon-apigateway-authtype", "awsSigv4"));
        }
        List<String> names = authorizers()
                .map(all -> List.copyOf(all.fields().fields().keySet()))
                .orElse(List.of());
        for (String name : names) {
            Optional<Properties> authorizer = authorizers().flatMap(all -> all.inner(name));
            if (authorizer.isPresent()) {
                result = OpenApi.with(result, SCHEMES, name, scheme(authorizer.get()));
            }
        }
        return result;
    }

    private ObjectNode scheme(Properties properties) {
        ObjectNode authorizer = Json.mapper().createObjectNode();
        if (properties.fields().fields().containsKey("JwtConfiguration")) {
            authorizer.put("type", "jwt").put("identitySource", properties.required("IdentitySource"));
            properties
                    .inner("JwtConfiguration")
                    .ifPresent(jwt ->
                            authorizer.set("jwtConfiguration", jwt.fields().json()));
        } else {
            lambda(authorizer, properties);
        }
        return HttpApiAuthorizerReader.scheme(authorizer);
    }

    private void lambda(ObjectNode authorizer, Properties properties) {
        authorizer.put("type", "request");
        authorizer.put("authorizerUri", stack.functionUri(properties.required("FunctionArn")));
        authorizer.put("authorizerPayloadFormatVersion", properties.required("AuthorizerPayloadFormatVersion"));
        authorizer.put("enableSimpleResponses", properties.flag("EnableSimpleResponses", false));
        properties.inner("Identity").ifPresent(identity -> {
            identity.text("ReauthorizeEvery")
                    .ifPresent(seconds -> authorizer.put("authorizerResultTtlInSeconds", seconds));
            List<String> sources = new ArrayList<>();
            sources.addAll(SamApiAuth.sources(identity, "$request.header.", "Headers"));
            sources.addAll(SamApiAuth.sources(identity, "$request.querystring.", "QueryStrings"));
            sources.addAll(SamApiAuth.sources(identity, "$context.", "Context"));
            sources.addAll(SamApiAuth.sources(identity, "$stageVariables.", "StageVariables"));
            authorizer.put("identitySource", String.join(", ", sources));
        });
    }
}
