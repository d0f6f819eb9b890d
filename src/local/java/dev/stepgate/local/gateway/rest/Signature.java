// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signed requests. Their signature has to be there; whether it is right is not checked here, where nobody has keys.
final class Signature {
    private static final Pattern SIGNATURE_V4 =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/.*Signature=[^,\\s]+.*");

    private static final String IN_QUERY = "X-Amz-Signature";

    private Signature() {}

    static boolean isPresent(Exchange exchange) {
        return exchange.query().containsKey(IN_QUERY)
                || SIGNATURE_V4.matcher(exchange.header("Authorization")).matches();
    }

    static void require(Exchange exchange) {
        String header = exchange.header("Authorization");
        Matcher signature = SIGNATURE_V4.matcher(header);
        boolean inQuery = exchange.query().containsKey(IN_QUERY);
        if (header.isEmpty() && !inQuery) {
            throw GatewayFailure.missingAuthenticationToken();
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
