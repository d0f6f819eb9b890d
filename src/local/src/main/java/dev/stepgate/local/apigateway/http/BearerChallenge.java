// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.apigateway.RequestLog;
import dev.stepgate.local.apigateway.ResponseHeaders;
import java.util.List;

/// The refusal of a request to an HTTP API because of its token, with the value of `www-authenticate` (RFC
/// 6750). Caught only in [HttpApiPipeline].
final class BearerChallenge extends RuntimeException implements RequestLog.RefusedCaller {
    private final GatewayResponseType type;
    private final String header;

    private BearerChallenge(GatewayResponseType type, String header) {
        super(header, null, false, false);
        this.type = type;
        this.header = header;
    }

    static BearerChallenge noToken() {
        return new BearerChallenge(GatewayResponseType.UNAUTHORIZED, "Bearer");
    }

    /// @param scopes of the route
    static BearerChallenge invalidToken(List<String> scopes, String reason) {
        return new BearerChallenge(GatewayResponseType.UNAUTHORIZED, header(scopes, "invalid_token", reason));
    }

    static BearerChallenge insufficientScope(List<String> scopes) {
        String expected = "expected scopes: [" + String.join(" ", scopes) + "]";
        return new BearerChallenge(GatewayResponseType.ACCESS_DENIED, header(scopes, "insufficient_scope", expected));
    }

    private static String header(List<String> scopes, String error, String description) {
        return "Bearer scope=\"" + String.join(" ", scopes) + "\" error=\"" + error + "\" error_description=\""
                + ResponseHeaders.oneLine(description).replace('"', '\'') + "\"";
    }

    GatewayResponseType type() {
        return type;
    }

    @Override
    public String detail() {
        return header.equals("Bearer") ? "the request has no token" : header;
    }

    /// `Bearer scope="" error="invalid_token" error_description="the token has expired"`
    String header() {
        return header;
    }
}
