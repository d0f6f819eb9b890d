// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.OpenApiPaths;
import dev.stepgate.local.apigateway.Stage;
import java.util.Locale;
import java.util.Optional;

/// Reads the authorization of an operation: `x-amazon-apigateway-auth`, `security` and the security schemes
/// it names.
final class SecurityReader {
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final String AUTH = "x-amazon-apigateway-auth";

    private final OpenApiNode document;
    private final Stage stage;
    private MethodAuthorization authorization = new MethodAuthorization.None();
    private boolean apiKeyRequired;

    SecurityReader(OpenApiNode document, OpenApiNode operation, Stage stage) {
        this.document = document;
        this.stage = stage;
        operation
                .member("security")
                .or(() -> document.member("security"))
                .ifPresent(list -> list.elements()
                        .forEach(requirement ->
                                requirement.members().forEach((name, scopes) -> named(name, requirement, scopes))));
        operation.member(AUTH).or(() -> document.member(AUTH)).ifPresent(this::auth);
    }

    MethodAuthorization authorization() {
        return authorization;
    }

    boolean apiKeyRequired() {
        return apiKeyRequired;
    }

    private void auth(OpenApiNode auth) {
        switch (auth.text("type", "NONE").toUpperCase(Locale.ROOT)) {
            case "NONE" -> {}
            case "AWS_IAM" -> authorization = new MethodAuthorization.Iam();
            default -> auth.problem("type: expected NONE or AWS_IAM");
        }
    }

    private void named(String name, OpenApiNode requirement, OpenApiNode scopes) {
        if (name.equals(OpenApiPaths.NO_AUTHORIZER)) {
            return;
        }
        document.member("components")
                .flatMap(components -> components.member("securitySchemes"))
                .flatMap(schemes -> schemes.member(name))
                .or(() -> ofSwagger(name))
                .ifPresentOrElse(
                        scheme -> scheme(name, requirement, scheme, scopes),
                        () -> requirement.problem("no security scheme is named " + name));
    }

    /// Returns a scheme from the place that it has in Swagger 2: published templates have it there in OpenAPI 3
    /// too (aws-samples/sessions-with-aws-sam, s12d), and their APIs ask for tokens.
    private Optional<OpenApiNode> ofSwagger(String name) {
        Optional<OpenApiNode> scheme = document.member("securityDefinitions").flatMap(schemes -> schemes.member(name));
        scheme.ifPresent(found -> found.warn("OpenAPI 3 has security schemes in components; this one is used"));
        return scheme;
    }

    private void scheme(String name, OpenApiNode requirement, OpenApiNode scheme, OpenApiNode scopes) {
        String kind = scheme.text("x-amazon-apigateway-authtype", "").toLowerCase(Locale.ROOT);
        if (kind.equals("awssigv4")) {
            authorization = new MethodAuthorization.Iam();
        } else if (scheme.member(AUTHORIZER).isPresent()) {
            scheme.member(AUTHORIZER)
                    .flatMap(authorizer -> new AuthorizerReader(name, scheme, authorizer).read(stage, scopes))
                    .ifPresent(read -> authorization = read);
        } else if (scheme.text("type", "").equals("apiKey")
                && scheme.text("name", "").equalsIgnoreCase("x-api-key")) {
            apiKeyRequired = true;
        } else {
            requirement.problem("security scheme " + name
                    + ": expected an API key named x-api-key, x-amazon-apigateway-authtype awsSigv4, or an authorizer");
        }
    }
}
