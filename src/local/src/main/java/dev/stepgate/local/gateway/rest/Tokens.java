// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks JSON Web Tokens (RFC 7519) in API Gateway's order: form, algorithm, key, signature, issuer, audience, times.
/// Only RSA signatures are taken, as there.
final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private final InstantSource clock;
    private final IssuerKeys keys;

    Tokens(InstantSource clock) {
        this(clock, UnaryOperator.identity());
    }

    /// @param place where an issuer is reached
    Tokens(InstantSource clock, UnaryOperator<String> place) {
        this.clock = clock;
        this.keys = new IssuerKeys(clock, place);
    }

    /// The issuer that a token names, nothing of it checked.
    static Optional<String> issuerOf(String token) {
        try {
            JsonNode claims = Json.parse(parse(token).getPayload().toString());
            return Optional.of(claims.path("iss").asText());
        } catch (ParseException | JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    /// @param audience one of which the token is for; none is asked for when this is empty
    CompletionStage<TokenCheck> check(String token, String issuer, List<String> audience) {
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
                        .orElseGet(() -> new TokenCheck.Invalid("the issuer has no key " + keyId)))
                .exceptionally(unreachable -> {
                    LOG.warn("no keys of the issuer {}: {}", issuer, unreachable.getMessage());
                    return new TokenCheck.Invalid("the keys of the issuer cannot be had");
                });
    }

    private static CompletionStage<TokenCheck> invalid(String reason) {
        return CompletableFuture.completedFuture(new TokenCheck.Invalid(reason));
    }

    private static JWSObject parse(String token) throws ParseException {
        if (token.chars().filter(each -> each == '.').count() != 2) {
            throw new ParseException("token contains an invalid number of segments", 0);
        }
        return JWSObject.parse(token);
    }

    private TokenCheck verified(JWSObject signed, RSAPublicKey key, String issuer, List<String> audience) {
        try {
            if (!signed.verify(new RSASSAVerifier(key))) {
                return new TokenCheck.Invalid("crypto/rsa: verification error");
            }
            return checked(Json.parse(signed.getPayload().toString()), issuer, audience);
        } catch (JOSEException | JsonSyntaxException e) {
            return new TokenCheck.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private TokenCheck checked(JsonNode claims, String issuer, List<String> audience) {
        long now = clock.instant().getEpochSecond();
        if (!claims.path("iss").asText().equals(issuer)) {
            return new TokenCheck.Invalid("issuer does not match");
        }
        if (!audience.isEmpty() && !isFor(claims, audience)) {
            return new TokenCheck.Invalid("the token does not have a valid audience");
        }
        if (claims.path("exp").asLong(0) <= now) {
            return new TokenCheck.Expired();
        }
        if (claims.path("nbf").asLong(0) > now || claims.path("iat").asLong(0) > now) {
            return new TokenCheck.Invalid("the token is not valid yet");
        }
        return new TokenCheck.Valid(claims);
    }

    /// By `client_id` only where there is no `aud`.
    private static boolean isFor(JsonNode claims, List<String> audience) {
        JsonNode named = claims.has("aud") ? claims.path("aud") : claims.path("client_id");
        return texts(named).stream().anyMatch(audience::contains);
    }

    /// What a claim that is a list says; a text is split at blanks.
    static List<String> texts(JsonNode claim) {
        if (claim.isArray()) {
            return Json.mapper()
                    .convertValue(
                            claim, Json.mapper().getTypeFactory().constructCollectionType(List.class, String.class));
        }
        return List.of(claim.asText().split(" "));
    }
}
