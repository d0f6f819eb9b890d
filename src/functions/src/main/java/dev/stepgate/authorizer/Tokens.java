// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/// Validates the tokens of one issuer: signature, times, issuer, audience. The issuer's keys are cached for
/// five minutes, and fetched at once when a token names an unknown one, but not more often than twice in half a
/// minute, whoever sends such tokens.
final class Tokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    /// The library's own half a second is short for a cold start.
    private static final DefaultResourceRetriever KEYS = new DefaultResourceRetriever(4000, 4000, 100_000);

    private static final JWKSelector ANY_KEY = new JWKSelector(new JWKMatcher.Builder().build());

    private final TokenRules rules;
    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Tokens(TokenRules rules) {
        this.rules = rules;
        try {
            keys = JWKSourceBuilder.create(URI.create(rules.keysUrl()).toURL(), KEYS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("JwtKeysUrl is no URL: " + rules.keysUrl(), e);
        }
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(null, Set.of("exp", "sub", "iss")));
    }

    /// Returns the claims of a valid token; empty for any other.
    Optional<JWTClaimsSet> claims(String token) {
        return parsed(token).flatMap(this::claims).filter(rules::areKeptBy);
    }

    /// The library throws a NullPointerException for a token whose header is the JSON text `null`.
    private static Optional<JWT> parsed(String token) {
        try {
            return Optional.of(JWTParser.parse(token));
        } catch (ParseException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> claims(JWT token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (KeySourceException e) {
            if (e instanceof RateLimitReachedException && hasKeys()) {
                return Optional.empty();
            }
            throw new IllegalStateException("the issuer's keys could not be fetched", e);
        } catch (BadJOSEException | JOSEException _) {
            return Optional.empty();
        }
    }

    /// Tells whether keys have been fetched, so that a token whose key is not among them is refused.
    private boolean hasKeys() {
        try {
            return !keys.get(ANY_KEY, null).isEmpty();
        } catch (KeySourceException _) {
            return false;
        }
    }
}
