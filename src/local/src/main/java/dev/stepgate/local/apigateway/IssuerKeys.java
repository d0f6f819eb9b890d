// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// The RSA keys that issuers of tokens publish
/// ([discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig)):
/// `ISSUER/.well-known/openid-configuration` names them. They are kept for two hours, as in API Gateway; a
/// key that is not among them is looked up again.
final class IssuerKeys {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int MAX_SECONDS = 5;
    private static final byte[] NOTHING = {};

    private final InstantSource clock;
    private final UnaryOperator<String> place;
    private final Map<String, Published> known = new ConcurrentHashMap<>();

    /// @param place maps an issuer to the address at which it is reached
    IssuerKeys(InstantSource clock, UnaryOperator<String> place) {
        this.clock = clock;
        this.place = place;
    }

    private record Published(JWKSet keys, Instant until) {}

    /// Finds a key; empty when the issuer publishes no RSA key of that id. The stage fails when the issuer
    /// cannot be reached.
    CompletionStage<Optional<RSAPublicKey>> find(String issuer, String keyId) {
        Published published = known.get(issuer);
        if (published != null && clock.instant().isBefore(published.until())) {
            Optional<RSAPublicKey> key = key(published.keys(), keyId);
            if (key.isPresent()) {
                return CompletableFuture.completedFuture(key);
            }
        }
        return publishedBy(place.apply(issuer)).thenApply(keys -> {
            known.put(issuer, new Published(keys, clock.instant().plus(KEPT)));
            return key(keys, keyId);
        });
    }

    private static CompletionStage<JWKSet> publishedBy(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return get(base + "/.well-known/openid-configuration")
                .thenCompose(configuration ->
                        get(Json.parse(configuration).path("jwks_uri").asText()))
                .thenApply(IssuerKeys::parse);
    }

    private static CompletionStage<String> get(String url) {
        return new HttpCall("GET", url, List.of(), NOTHING)
                .send()
                .toCompletableFuture()
                .orTimeout(MAX_SECONDS, TimeUnit.SECONDS)
                .thenApply(response -> text(url, response));
    }

    private static String text(String url, HttpResponse response) {
        if (response.status() != 200) {
            throw new UncheckedIOException(new IOException(url + " answers " + response.status()));
        }
        return response.text();
    }

    private static JWKSet parse(String keys) {
        try {
            return JWKSet.parse(keys);
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a JSON Web Key Set: " + e.getMessage(), e);
        }
    }

    private static Optional<RSAPublicKey> key(JWKSet keys, String keyId) {
        JWK key = keys.getKeyByKeyId(keyId);
        try {
            return key instanceof RSAKey rsa ? Optional.of(rsa.toRSAPublicKey()) : Optional.empty();
        } catch (JOSEException _) {
            return Optional.empty();
        }
    }
}
