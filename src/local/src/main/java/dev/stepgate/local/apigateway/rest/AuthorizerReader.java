// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.AwsUriReader;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.evaluation.RegularExpression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the authorizer of a security scheme, a function or user pools: `x-amazon-apigateway-authorizer`.
final class AuthorizerReader {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "authorizerUri",
            "authorizerCredentials",
            "identitySource",
            "identityValidationExpression",
            "providerARNs",
            "authorizerResultTtlInSeconds");

    private static final Pattern USER_POOL =
            Pattern.compile("arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool/([A-Za-z0-9_-]+)");

    private final String name;
    private final OpenApiNode scheme;
    private final OpenApiNode authorizer;

    AuthorizerReader(String name, OpenApiNode scheme, OpenApiNode authorizer) {
        this.name = name;
        this.scheme = scheme;
        this.authorizer = authorizer;
    }

    /// @param scopes those that the operation's security requirement names
    Optional<MethodAuthorization> read(Stage stage, OpenApiNode scopes) {
        String type = authorizer.text("type", "token").toUpperCase(Locale.ROOT);
        if (type.equals("JWT")) {
            authorizer.problem("a REST API's authorizer of the type jwt is not served here; cognito_user_pools and"
                    + " Lambda authorizers are, and JWT authorizers of HTTP APIs");
            return Optional.empty();
        }
        authorizer.only(KNOWN, Set.of("enableSimpleResponses"));
        if (type.equals("COGNITO_USER_POOLS")) {
            return Optional.of(userPools(scopes));
        }
        OpenApiNode uri = authorizer.member("authorizerUri").orElse(null);
        if (uri == null || !Set.of("TOKEN", "REQUEST").contains(type)) {
            authorizer.problem(
                    "expected type token or request with authorizerUri, or cognito_user_pools with providerARNs");
            return Optional.empty();
        }
        LambdaAuthorizer.Kind kind = LambdaAuthorizer.Kind.valueOf(type);
        AwsUri function = AwsUriReader.readLambda(AwsUriReader.Uri.of(uri, stage));
        return Optional.of(new MethodAuthorization.Lambda(
                new LambdaAuthorizer(name, kind, function, identity(kind), validation(), ttl())));
    }

    private MethodAuthorization userPools(OpenApiNode scopes) {
        List<String> issuers = new ArrayList<>();
        Optional<OpenApiNode> providers = authorizer.member("providerARNs");
        providers.ifPresent(list -> list.elements().forEach(arn -> issuers.add(issuer(arn))));
        if (issuers.isEmpty()) {
            authorizer.problem("providerARNs: expected the ARN of a user pool");
        }
        return new MethodAuthorization.UserPools(
                List.copyOf(issuers),
                identity(LambdaAuthorizer.Kind.TOKEN).getFirst(),
                validation(),
                scopes.elements().stream().map(OpenApiNode::text).toList());
    }

    /// `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`
    private static String issuer(OpenApiNode arn) {
        Matcher pool = USER_POOL.matcher(arn.text());
        if (!pool.matches()) {
            arn.problem("expected arn:PARTITION:cognito-idp:REGION:ACCOUNT:userpool/ID, not " + arn.text());
            return "";
        }
        return "https://cognito-idp." + pool.group(1) + ".amazonaws.com/" + pool.group(2);
    }

    private List<ParameterSource> identity(LambdaAuthorizer.Kind kind) {
        String sources = authorizer.text("identitySource", "");
        if (sources.isEmpty() && kind == LambdaAuthorizer.Kind.TOKEN) {
            return List.of(
                    new ParameterSource.Header(scheme.text("name", "Authorization"), ParameterSource.Values.LAST));
        }
        List<ParameterSource> identity = new ArrayList<>();
        for (String source : sources.split(",")) {
            if (!source.isBlank()) {
                identity.add(ParameterReader.source(authorizer, source.strip()));
            }
        }
        return List.copyOf(identity);
    }

    private Optional<RegularExpression> validation() {
        return authorizer.member("identityValidationExpression").flatMap(place -> {
            try {
                return Optional.of(RegularExpression.of(place.text()));
            } catch (PatternSyntaxException e) {
                place.problem("not a regular expression: " + e.getDescription());
                return Optional.empty();
            }
        });
    }

    private Duration ttl() {
        String seconds = authorizer.text("authorizerResultTtlInSeconds", "300");
        if (!seconds.matches("\\d{1,4}") || Integer.parseInt(seconds) > 3600) {
            authorizer.problem("authorizerResultTtlInSeconds: expected 0 to 3600, not " + seconds);
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
