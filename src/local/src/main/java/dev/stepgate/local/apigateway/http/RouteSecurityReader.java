// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.AwsUriReader;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.OpenApiPaths;
import dev.stepgate.local.apigateway.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the authorization of an HTTP API's route: `x-amazon-apigateway-auth`, or `security` and the scheme
/// it names.
final class RouteSecurityReader {
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final String AUTH = "x-amazon-apigateway-auth";
    private static final RouteAuthorization NONE = new RouteAuthorization.None();
    private static final Set<String> KNOWN = Set.of(
            "type",
            "identitySource",
            "jwtConfiguration",
            "authorizerUri",
            "authorizerCredentials",
            "authorizerPayloadFormatVersion",
            "authorizerResultTtlInSeconds",
            "enableSimpleResponses");

    private final OpenApiNode document;
    private final Stage stage;

    RouteSecurityReader(OpenApiNode document, Stage stage) {
        this.document = document;
        this.stage = stage;
    }

    RouteAuthorization read(OpenApiNode operation) {
        Optional<OpenApiNode> security = operation.member("security").or(() -> document.member("security"));
        RouteAuthorization authorization =
                operation.member(AUTH).map(this::auth).orElse(NONE);
        for (OpenApiNode requirement : security.map(OpenApiNode::elements).orElse(List.of())) {
            for (Map.Entry<String, OpenApiNode> scheme : requirement.members().entrySet()) {
                boolean isNone = scheme.getKey().equals(OpenApiPaths.NO_AUTHORIZER);
                authorization = isNone ? NONE : scheme(scheme.getKey(), scheme.getValue());
            }
        }
        return authorization;
    }

    private RouteAuthorization auth(OpenApiNode auth) {
        return switch (auth.text("type", "NONE").toUpperCase(Locale.ROOT)) {
            case "NONE" -> NONE;
            case "AWS_IAM" -> new RouteAuthorization.Iam();
            default -> {
                auth.problem("type: expected NONE or AWS_IAM");
                yield NONE;
            }
        };
    }

    private RouteAuthorization scheme(String name, OpenApiNode scopes) {
        Optional<OpenApiNode> scheme = document.member("components")
                .flatMap(components -> components.member("securitySchemes"))
                .flatMap(schemes -> schemes.member(name));
        if (scheme.isEmpty()) {
            scopes.problem("no security scheme is named " + name);
            return NONE;
        }
        Optional<OpenApiNode> authorizer = scheme.get().member(AUTHORIZER);
        if (scheme.get().text("x-amazon-apigateway-authtype", "").equalsIgnoreCase("awsSigv4")) {
            return new RouteAuthorization.Iam();
        }
        if (authorizer.isEmpty()) {
            scopes.problem("security scheme " + name
                    + ": expected x-amazon-apigateway-authtype awsSigv4 or an authorizer; HTTP APIs have no API keys");
            return NONE;
        }
        return authorizer(name, authorizer.get(), scopes);
    }

    private RouteAuthorization authorizer(String name, OpenApiNode authorizer, OpenApiNode scopes) {
        authorizer.only(KNOWN);
        return switch (authorizer.text("type", "").toLowerCase(Locale.ROOT)) {
            case "jwt" -> jwt(authorizer, scopes);
            case "request" -> lambda(name, authorizer);
            default -> {
                authorizer.problem("type: expected jwt or request");
                yield NONE;
            }
        };
    }

    private RouteAuthorization jwt(OpenApiNode authorizer, OpenApiNode scopes) {
        Optional<OpenApiNode> configuration = authorizer.member("jwtConfiguration");
        String issuer = configuration.map(place -> place.text("issuer", "")).orElse("");
        if (!issuer.matches("https?://.+")) {
            configuration
                    .orElse(authorizer)
                    .problem("jwtConfiguration.issuer: expected the URL of an issuer, not '" + issuer + "'");
        }
        List<ParameterExpression> identity = identity(authorizer);
        if (identity.size() != 1) {
            authorizer.problem("identitySource: a JWT authorizer has one, such as $request.header.Authorization");
        }
        ParameterExpression source = identity.isEmpty() ? new ParameterExpression(List.of()) : identity.getFirst();
        List<String> audience = configuration
                .flatMap(place -> place.member("audience"))
                .map(RouteSecurityReader::texts)
                .orElse(List.of());
        return new RouteAuthorization.Jwt(issuer, audience, source, texts(scopes));
    }

    /// Reads a list, or a single string.
    private static List<String> texts(OpenApiNode place) {
        return place.node().isArray()
                ? place.elements().stream().map(OpenApiNode::text).toList()
                : List.of(place.text());
    }

    private RouteAuthorization lambda(String name, OpenApiNode authorizer) {
        Optional<OpenApiNode> uri = authorizer.member("authorizerUri");
        if (uri.isEmpty()) {
            authorizer.problem("authorizerUri: missing");
            return NONE;
        }
        AwsUri function = AwsUriReader.readLambda(AwsUriReader.Uri.of(uri.get(), stage));
        List<ParameterExpression> identity = identity(authorizer);
        return new RouteAuthorization.Lambda(name, function, identity, answer(authorizer), ttl(authorizer, identity));
    }

    private static RouteAuthorization.Answer answer(OpenApiNode authorizer) {
        String version = authorizer.text("authorizerPayloadFormatVersion", "");
        boolean simple = authorizer.flag("enableSimpleResponses");
        if (!Set.of("1.0", "2.0").contains(version)) {
            authorizer.problem("authorizerPayloadFormatVersion: expected 1.0 or 2.0, not '" + version + "'");
        }
        if (simple && version.equals("1.0")) {
            authorizer.problem("enableSimpleResponses: only with authorizerPayloadFormatVersion 2.0");
        }
        return new RouteAuthorization.Answer(
                version.equals("1.0") ? HttpApiRoute.PayloadFormat.V1 : HttpApiRoute.PayloadFormat.V2, simple);
    }

    private static Duration ttl(OpenApiNode authorizer, List<ParameterExpression> identity) {
        String seconds = authorizer.text("authorizerResultTtlInSeconds", "0");
        if (!seconds.matches("\\d{1,4}") || Integer.parseInt(seconds) > 3600) {
            authorizer.problem("authorizerResultTtlInSeconds: expected 0 to 3600, not " + seconds);
            return Duration.ZERO;
        }
        if (!seconds.equals("0") && identity.isEmpty()) {
            authorizer.problem("authorizerResultTtlInSeconds: what is kept needs an identitySource");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    /// Reads a string with commas, or a list.
    private static List<ParameterExpression> identity(OpenApiNode authorizer) {
        List<ParameterExpression> identity = new ArrayList<>();
        authorizer.member("identitySource").ifPresent(place -> {
            for (String source : String.join(",", texts(place)).split(",")) {
                if (!source.isBlank()) {
                    identity.add(ParameterExpression.parse(place, source.strip()));
                }
            }
        });
        return List.copyOf(identity);
    }
}
