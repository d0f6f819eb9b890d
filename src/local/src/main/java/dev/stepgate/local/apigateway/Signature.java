// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.vtl.ContextMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signed requests. A signature must be present; it is not verified, because there are no keys here.
public final class Signature {
    private static final Pattern SIGNATURE_V4 =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/.*Signature=[^,\\s]+.*");

    private static final String IN_QUERY = "X-Amz-Signature";

    private Signature() {}

    /// Returns the exchange of a signed request to an HTTP API, with its signer.
    public static Exchange admit(Exchange exchange) {
        Matcher signature = SIGNATURE_V4.matcher(exchange.header("Authorization"));
        boolean inHeader = signature.matches();
        if (!inHeader && !exchange.query().containsKey(IN_QUERY)) {
            throw GatewayFailure.accessDenied().because("the route needs a request signed with Signature Version 4");
        }
        ContextMap iam = new ContextMap();
        iam.put("accessKey", inHeader ? signature.group(1) : null);
        iam.put("accountId", exchange.text("accountId"));
        List.of("callerId", "cognitoIdentity", "principalOrgId", "userArn", "userId")
                .forEach(name -> iam.put(name, null));
        exchange.context().put("authorizer", iam);
        return exchange;
    }

    /// Returns the failure of a request without a route, whose `Authorization`, if any, is read as a
    /// signature first. API Gateway has used this message since 2024; we assume that its hash covers the
    /// whole header.
    static GatewayFailure noRoute(Exchange exchange) {
        String header = exchange.header("Authorization").strip();
        int blank = header.indexOf(' ');
        String first = header.substring(blank + 1).split(",", 2)[0];
        return header.isEmpty() || first.contains("=")
                ? GatewayFailure.missingAuthenticationToken()
                : GatewayFailure.incompleteSignature(
                        "Invalid key=value pair (missing equal-sign) in Authorization header"
                                + " (hashed with SHA-256 and encoded with Base64): '" + hashed(header) + "'.");
    }

    private static String hashed(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void require(Exchange exchange) {
        String header = exchange.header("Authorization");
        Matcher signature = SIGNATURE_V4.matcher(header);
        boolean inQuery = exchange.query().containsKey(IN_QUERY);
        if (header.isEmpty() && !inQuery) {
            throw GatewayFailure.missingAuthenticationToken()
                    .because("the method needs a request signed with Signature Version 4");
        }
        if (!inQuery && !signature.matches()) {
            throw GatewayFailure.invalidSignature(
                    "Authorization header requires 'Credential' and 'Signature' parameters.");
        }
        if (signature.matches()) {
            exchange.context().part("identity").put("accessKey", signature.group(1));
        }
    }
}
