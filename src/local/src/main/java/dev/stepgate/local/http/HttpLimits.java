// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.time.Duration;

/// The amount of data that a server accepts from one connection, and how long it waits.
///
/// @param requestLine bytes of method, target and version; more is status 414
/// @param headers bytes of all header fields; more is status 431
/// @param body bytes; more is status 413
/// @param frame bytes of one WebSocket frame; more is close code 1009
/// @param message bytes of one WebSocket message, all its frames; more is close code 1009
/// @param patience how long the server waits
public record HttpLimits(int requestLine, int headers, int body, int frame, int message, Patience patience) {
    private static final int KIB = 1024;

    /// API Gateway's limits: 10,240 bytes of request line and headers, 10 MB of body, frames of 32 KB,
    /// messages of 128 KB (Amazon API Gateway quotas and important notes).
    public static HttpLimits apiGateway() {
        return new HttpLimits(10 * KIB, 10 * KIB, 10 * KIB * KIB, 32 * KIB, 128 * KIB, Patience.usual());
    }

    /// Limits for SDKs, with room for long session tokens and for an S3 object in one request, which is held
    /// in memory: an eighth of the heap, at least 16 MiB, at most 1 GiB.
    public static HttpLimits awsEndpoint() {
        long share = Runtime.getRuntime().maxMemory() / 8;
        int body = (int) Math.clamp(share, 16L * KIB * KIB, 1L * KIB * KIB * KIB);
        return new HttpLimits(16 * KIB, 64 * KIB, body, 32 * KIB, 128 * KIB, Patience.usual());
    }

    public HttpLimits withPatience(Patience other) {
        return new HttpLimits(requestLine, headers, body, frame, message, other);
    }

    /// Real time, even where the rest of the runtime uses virtual time, because it protects against a slow
    /// client.
    ///
    /// @param head from a request's first byte to the end of its headers; longer is status 408
    /// @param body from the end of the headers to the end of the body; longer is status 408
    /// @param idle between two requests; longer closes the connection
    /// @param write for the client to take a response; longer closes the connection
    /// @param closing for the client to close the connection once this side has; longer closes it
    public record Patience(Duration head, Duration body, Duration idle, Duration write, Duration closing) {

        public static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5));
        }
    }
}
