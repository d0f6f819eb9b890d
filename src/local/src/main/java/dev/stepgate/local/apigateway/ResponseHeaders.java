// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.Header;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Handles the response headers that API Gateway itself writes or renames
/// ([notes](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html)).
public final class ResponseHeaders {
    private static final String REMAPPED_AS = "x-amzn-Remapped-";
    private static final Set<String> OF_PROXIES = Set.of("connection", "content-length", "date", "server");

    private static final Set<String> REMAPPED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-md5",
            "date",
            "expect",
            "host",
            "max-forwards",
            "proxy-authenticate",
            "server",
            "trailer",
            "upgrade",
            "user-agent",
            "www-authenticate");

    private static final Set<String> DROPPED = Set.of("transfer-encoding");

    private ResponseHeaders() {}

    public static void set(List<Header> headers, String name, List<String> values) {
        headers.removeIf(field -> field.name().equalsIgnoreCase(name));
        if (!DROPPED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> headers.add(new Header(name, oneLine(value))));
        }
    }

    /// Replaces control characters by spaces, so that a value cannot end its header.
    public static String oneLine(String value) {
        StringBuilder line = new StringBuilder(value);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i)) && line.charAt(i) != '\t') {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString().strip();
    }

    /// The name under which a mapped header reaches the client.
    public static String remapped(String name) {
        return remapped(name, REMAPPED);
    }

    /// Returns the name for a header that an HTTP endpoint behind a proxy integration wrote, as recorded from
    /// API Gateway.
    static String remappedOfEndpoint(String name) {
        return name.equalsIgnoreCase("x-amzn-RequestId") ? REMAPPED_AS + name : remappedOfProxy(name);
    }

    /// Returns the name for a header that a function behind a proxy integration wrote.
    public static String remappedOfProxy(String name) {
        return remapped(name, OF_PROXIES);
    }

    private static String remapped(String name, Set<String> owned) {
        return owned.contains(name.toLowerCase(Locale.ROOT)) ? REMAPPED_AS + name : name;
    }
}
