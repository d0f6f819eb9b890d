// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.vtl.ContextMap;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks JSON Web Tokens (RFC 7519) in API Gateway's order: form, algorithm, key, signature, issuer,
/// audience, times. As in API Gateway, only RSA signatures are accepted.
public final class TokenValidator {
    private static final Logger LOG = LoggerFactory.getLogger(TokenValidator.class);
    private static final String SCHEME = "Bearer ";

    private final InstantSource clock;
    private final IssuerKeys keys;

    public TokenValidator(InstantSource clock) {
        this(clock, UnaryOperator.identity());
    }

    /// @param place maps an issuer to the address at which it is reached
    public TokenValidator(InstantSource clock, UnaryOperator<String> place) {
        this.clock = clock;
        this.keys = new IssuerKeys(clock, place);
    }

    /// Returns the issuer that a token names, without checking anything.
    public static Optional<String> issuerOf(String token) {
        try {
            JsonNode claims = Json.parse(parse(token).getPayload().toString());
            return Optional.of(claims.path("iss").asText());
        } catch (ParseException | JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    /// @param audience the token must be for one of these; any token will do when this is empty
    public CompletionStage<TokenValidation> check(String token, String issuer, List<String> audience) {
        JWSObject signed;
        try {
            signed = parse(token);
        } catch (ParseException e) {
            return invalid(String.valueOf(e.getMessage()));
        }
        if (!JWSAlgorithm.Family.RSA.contains(signed.getHeader().getAlgorithm())) {
            return invalid("signing method " + signed.getHeader().getAlgorithm() + " is invalid");
        }
        String keyId = Optional.ofNullable(signed.getHeader().getKeyID()).orElse("");
        return keys.find(issuer, keyId)
                .thenApply(key -> key.map(found -> verified(signed, found, issuer, audience))
                        .orElseGet(() -> new TokenValidation.Invalid("the issuer has no key " + keyId)))
                .exceptionally(unreachable -> {
                    LOG.warn("no keys of the issuer {}: {}", issuer, unreachable.getMessage());
                    return new TokenValidation.Invalid("the keys of the issuer cannot be fetched");
                });
    }

    private static CompletionStage<TokenValidation> invalid(String reason) {
        return CompletableFuture.completedFuture(new TokenValidation.Invalid(reason));
    }

    private static JWSObject parse(String token) throws ParseException {
        if (token.chars().filter(each -> each == '.').count() != 2) {
            throw new ParseException("token contains an invalid number of segments", 0);
        }
        return JWSObject.parse(token);
    }

    private TokenValidation verified(JWSObject signed, RSAPublicKey key, String issuer, List<String> audience) {
        try {
            if (!signed.verify(new RSASSAVerifier(key))) {
                return new TokenValidation.Invalid("crypto/rsa: verification error");
            }
            return checked(Json.parse(signed.getPayload().toString()), issuer, audience);
        } catch (JOSEException | JsonSyntaxException e) {
            return new TokenValidation.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private TokenValidation checked(JsonNode claims, String issuer, List<String> audience) {
        long now = clock.instant().getEpochSecond();
        if (!claims.path("iss").asText().equals(issuer)) {
            return new TokenValidation.Invalid("issuer does not match");
        }
        if (!audience.isEmpty() && !isFor(claims, audience)) {
            return new TokenValidation.Invalid("the token does not have a valid audience");
        }
        if (claims.path("exp").asLong(0) <= now) {
            return new TokenValidation.Expired();
        }
        if (claims.path("nbf").asLong(0) > now || claims.path("iat").asLong(0) > now) {
            return new TokenValidation.Invalid("the token is not valid yet");
        }
        return new TokenValidation.Valid(claims);
    }

    /// Checks the audience; `client_id` counts only where there is no `aud`.
    private static boolean isFor(JsonNode claims, List<String> audience) {
        JsonNode named = claims.has("aud") ? claims.path("aud") : claims.path("client_id");
        return texts(named).stream().anyMatch(audience::contains);
    }

    /// Returns the values of a claim that is a list; a string is split at spaces.
    public static List<String> texts(JsonNode claim) {
        if (claim.isArray()) {
            return Json.mapper()
                    .convertValue(
                            claim, Json.mapper().getTypeFactory().constructCollectionType(List.class, String.class));
        }
        return List.of(claim.asText().split(" "));
    }

    /// Returns the token of an `Authorization` header, with or without `Bearer` before it.
    public static String withoutScheme(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : value;
    }

    /// Returns the claims in the form of `$context.authorizer.claims`.
    public static ContextMap claims(JsonNode claims) {
        ContextMap texts = new ContextMap();
        claims.properties().forEach(claim -> texts.put(claim.getKey(), text(claim.getValue())));
        return texts;
    }

    /// Converts a value to text; a list becomes `[a b]`.
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(TokenValidator::text).collect(Collectors.joining(" ", "[", "]"))
                : value.isObject() ? value.toString() : value.asText();
    }
}
