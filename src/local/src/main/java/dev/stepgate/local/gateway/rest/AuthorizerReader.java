// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

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
    private final Place scheme;
    private final Place authorizer;

    AuthorizerReader(String name, Place scheme, Place authorizer) {
        this.name = name;
        this.scheme = scheme;
        this.authorizer = authorizer;
    }

    /// @param scopes those that the requirement of an operation names
    Optional<Authorization> read(Stage stage, Place scopes) {
        authorizer.only(KNOWN);
        String type = authorizer.text("type", "token").toUpperCase(Locale.ROOT);
        if (type.equals("COGNITO_USER_POOLS")) {
            return Optional.of(userPools(scopes));
        }
        Place uri = authorizer.member("authorizerUri").orElse(null);
        if (uri == null || !Set.of("TOKEN", "REQUEST").contains(type)) {
            authorizer.problem(
                    "expected type token or request with authorizerUri, or cognito_user_pools with providerARNs");
            return Optional.empty();
        }
        Authorizer.Kind kind = Authorizer.Kind.valueOf(type);
        AwsUri function = AwsUriReader.readLambda(AwsUriReader.Uri.of(uri, stage));
        return Optional.of(
                new Authorization.Lambda(new Authorizer(name, kind, function, identity(kind), validation(), ttl())));
    }

    private Authorization userPools(Place scopes) {
        List<String> issuers = new ArrayList<>();
        Optional<Place> providers = authorizer.member("providerARNs");
        providers.ifPresent(list -> list.elements().forEach(arn -> issuers.add(issuer(arn))));
        if (issuers.isEmpty()) {
            authorizer.problem("providerARNs: expected the ARN of a user pool");
        }
        return new Authorization.UserPools(
                List.copyOf(issuers),
                identity(Authorizer.Kind.TOKEN).getFirst(),
                validation(),
                scopes.elements().stream().map(Place::text).toList());
    }

    /// `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`
    private static String issuer(Place arn) {
        Matcher pool = USER_POOL.matcher(arn.text());
        if (!pool.matches()) {
            arn.problem("expected arn:PARTITION:cognito-idp:REGION:ACCOUNT:userpool/ID, not " + arn.text());
            return "";
        }
        return "https://cognito-idp." + pool.group(1) + ".amazonaws.com/" + pool.group(2);
    }

    private List<ParameterSource> identity(Authorizer.Kind kind) {
        String sources = authorizer.text("identitySource", "");
        if (sources.isEmpty() && kind == Authorizer.Kind.TOKEN) {
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

    private Optional<Pattern> validation() {
        return authorizer.member("identityValidationExpression").flatMap(place -> {
            try {
                return Optional.of(Pattern.compile(place.text()));
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
