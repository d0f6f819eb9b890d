// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.access;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// The pages that may call the AWS endpoint and open WebSockets. Forms, images and WebSockets of any page
/// reach a server of this machine without a preflight request; the browser only sends the page's origin.
///
/// @param named origins of the template's CORS settings and of an option: `https://app.example.test`
/// @param ports those of the runtime's own servers at the time of a call
public record AllowedOrigins(Set<String> named, OwnPorts ports) {

    /// Tells whether a server of this runtime listens on a port.
    @FunctionalInterface
    public interface OwnPorts {
        boolean contains(int port);
    }

    /// The pages of this machine that are allowed.
    enum Loopback {
        /// Pages from the runtime's own servers.
        OWN_PORTS,
        /// Pages from any server, such as that of a web project in development.
        ANY_PORT
    }

    /// @param origin the header field
    boolean allows(String origin, Loopback loopback) {
        String normal = origin.toLowerCase(Locale.ROOT);
        return named.contains(normal) || isOfThisMachine(normal, loopback);
    }

    private boolean isOfThisMachine(String origin, Loopback loopback) {
        URI page;
        try {
            page = URI.create(origin);
        } catch (IllegalArgumentException _) {
            return false;
        }
        return page.getHost() != null
                && AllowedHosts.isLoopback(page.getHost())
                && switch (loopback) {
                    case ANY_PORT -> true;
                    case OWN_PORTS -> ports.contains(page.getPort());
                };
    }
}
