// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.authorizer;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.stepgate.handler.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The required issuer and audience of tokens.
///
/// @param issuer the claim `iss`
/// @param audience one of the values of the claim `aud`; `client_id` if there is no `aud`, as in Cognito's
/// access tokens
/// @param keysUrl of the issuer's JSON Web Key Set
record TokenRules(String issuer, String audience, String keysUrl) {
    private static final int OWNER_DIGITS = 32;

    static TokenRules of(Map<String, String> stageVariables) {
        return new TokenRules(
                variable(stageVariables, "JwtIssuer"),
                variable(stageVariables, "JwtAudience"),
                variable(stageVariables, "JwtKeysUrl"));
    }

    private static String variable(Map<String, String> stageVariables, String name) {
        String value = stageVariables.get(name);
        if (value == null) {
            throw new IllegalStateException("the stage has no variable " + name);
        }
        return value;
    }

    /// A token must be for us, from our issuer, expire and have a subject.
    boolean areKeptBy(JWTClaimsSet claims) {
        boolean forUs = claims.getAudience().isEmpty()
                ? audience.equals(claims.getClaim("client_id"))
                : claims.getAudience().contains(audience);
        return forUs
                && issuer.equals(claims.getIssuer())
                && claims.getExpirationTime() != null
                && claims.getSubject() != null
                && !claims.getSubject().isEmpty();
    }

    /// Returns the subject as 32 hexadecimal digits, because it may contain characters that are not allowed
    /// in the name of an execution.
    static String owner(JWTClaimsSet claims) {
        String subject = claims.getIssuer() + "\n" + claims.getSubject();
        return Sha256.of(subject.getBytes(StandardCharsets.UTF_8)).substring(0, OWNER_DIGITS);
    }
}
