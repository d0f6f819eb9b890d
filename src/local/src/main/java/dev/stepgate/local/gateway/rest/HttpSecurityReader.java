// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads who may call a route of an HTTP API: `x-amazon-apigateway-auth`, or `security` and the scheme it names.
final class HttpSecurityReader {
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final String AUTH = "x-amazon-apigateway-auth";
    private static final HttpAuthorization NONE = new HttpAuthorization.None();
    private static final Set<String> KNOWN = Set.of(
            "type",
            "identitySource",
            "jwtConfiguration",
            "authorizerUri",
            "authorizerCredentials",
            "authorizerPayloadFormatVersion",
            "authorizerResultTtlInSeconds",
            "enableSimpleResponses");

    private final Place document;
    private final Stage stage;

    HttpSecurityReader(Place document, Stage stage) {
        this.document = document;
        this.stage = stage;
    }

    HttpAuthorization read(Place operation) {
        Optional<Place> security = operation.member("security").or(() -> document.member("security"));
        HttpAuthorization authorization = operation.member(AUTH).map(this::auth).orElse(NONE);
        for (Place requirement : security.map(Place::elements).orElse(List.of())) {
            for (Map.Entry<String, Place> scheme : requirement.members().entrySet()) {
                authorization = scheme(scheme.getKey(), scheme.getValue());
            }
        }
        return authorization;
    }

    private HttpAuthorization auth(Place auth) {
        return switch (auth.text("type", "NONE").toUpperCase(Locale.ROOT)) {
            case "NONE" -> NONE;
            case "AWS_IAM" -> new HttpAuthorization.Iam();
            default -> {
                auth.problem("type: expected NONE or AWS_IAM");
                yield NONE;
            }
        };
    }

    private HttpAuthorization scheme(String name, Place scopes) {
        Optional<Place> scheme = document.member("components")
                .flatMap(components -> components.member("securitySchemes"))
                .flatMap(schemes -> schemes.member(name));
        if (scheme.isEmpty()) {
            scopes.problem("no security scheme is named " + name);
            return NONE;
        }
        Optional<Place> authorizer = scheme.get().member(AUTHORIZER);
        if (scheme.get().text("x-amazon-apigateway-authtype", "").equalsIgnoreCase("awsSigv4")) {
            return new HttpAuthorization.Iam();
        }
        if (authorizer.isEmpty()) {
            scopes.problem("security scheme " + name
                    + ": expected x-amazon-apigateway-authtype awsSigv4 or an authorizer; HTTP APIs have no API keys");
            return NONE;
        }
        return authorizer(name, authorizer.get(), scopes);
    }

    private HttpAuthorization authorizer(String name, Place authorizer, Place scopes) {
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

    private HttpAuthorization jwt(Place authorizer, Place scopes) {
        Optional<Place> configuration = authorizer.member("jwtConfiguration");
        String issuer = configuration.map(place -> place.text("issuer", "")).orElse("");
        if (!issuer.matches("https?://.+")) {
            configuration
                    .orElse(authorizer)
                    .problem("jwtConfiguration.issuer: expected the URL of an issuer, not '" + issuer + "'");
        }
        List<HttpExpression> identity = identity(authorizer);
        if (identity.size() != 1) {
            authorizer.problem("identitySource: a JWT authorizer has one, such as $request.header.Authorization");
        }
        HttpExpression source = identity.isEmpty() ? new HttpExpression(List.of()) : identity.getFirst();
        List<String> audience = configuration
                .flatMap(place -> place.member("audience"))
                .map(HttpSecurityReader::texts)
                .orElse(List.of());
        return new HttpAuthorization.Jwt(issuer, audience, source, texts(scopes));
    }

    /// A list, or one text.
    private static List<String> texts(Place place) {
        return place.node().isArray()
                ? place.elements().stream().map(Place::text).toList()
                : List.of(place.text());
    }

    private HttpAuthorization lambda(String name, Place authorizer) {
        Optional<Place> uri = authorizer.member("authorizerUri");
        if (uri.isEmpty()) {
            authorizer.problem("authorizerUri: missing");
            return NONE;
        }
        AwsUri function = AwsUriReader.readLambda(AwsUriReader.Uri.of(uri.get(), stage));
        List<HttpExpression> identity = identity(authorizer);
        return new HttpAuthorization.Lambda(name, function, identity, answer(authorizer), ttl(authorizer, identity));
    }

    private static HttpAuthorization.Answer answer(Place authorizer) {
        String version = authorizer.text("authorizerPayloadFormatVersion", "");
        boolean simple = authorizer.flag("enableSimpleResponses");
        if (!Set.of("1.0", "2.0").contains(version)) {
            authorizer.problem("authorizerPayloadFormatVersion: expected 1.0 or 2.0, not '" + version + "'");
        }
        if (simple && version.equals("1.0")) {
            authorizer.problem("enableSimpleResponses: only with authorizerPayloadFormatVersion 2.0");
        }
        return new HttpAuthorization.Answer(
                version.equals("1.0") ? HttpRoute.PayloadFormat.V1 : HttpRoute.PayloadFormat.V2, simple);
    }

    private static Duration ttl(Place authorizer, List<HttpExpression> identity) {
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

    /// One text with commas, or a list.
    private static List<HttpExpression> identity(Place authorizer) {
        List<HttpExpression> identity = new ArrayList<>();
        authorizer.member("identitySource").ifPresent(place -> {
            for (String source : String.join(",", texts(place)).split(",")) {
                if (!source.isBlank()) {
                    identity.add(HttpExpression.parse(place, source.strip()));
                }
            }
        });
        return List.copyOf(identity);
    }
}
