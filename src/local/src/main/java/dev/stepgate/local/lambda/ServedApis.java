// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The local addresses of the APIs that a function knows by their names on AWS. Thread-safe.
final class ServedApis {
    private static final Pattern URI = Pattern.compile(
            "(?<scheme>https?|wss?)://(?<host>[^/?#:]+)(?::\\d+)?(?<rest>(?:[/?#].*)?)", Pattern.DOTALL);

    private volatile Map<String, String> authorities = Map.of();

    /// @param byName host and port by the name on AWS, in lower case
    void are(Map<String, String> byName) {
        authorities = Map.copyOf(byName);
    }

    /// Returns `http://127.0.0.1:3000/api` for `https://ID.execute-api.REGION.amazonaws.com/api`, and any
    /// other URI as it is.
    String served(String uri) {
        Map<String, String> known = authorities;
        if (known.isEmpty() || !uri.contains(".execute-api.")) {
            return uri;
        }
        Matcher parts = URI.matcher(uri);
        String authority = parts.matches() ? known.get(parts.group("host").toLowerCase(Locale.ROOT)) : null;
        if (authority == null) {
            return uri;
        }
        String scheme = parts.group("scheme").startsWith("ws") ? "ws" : "http";
        return scheme + "://" + authority + parts.group("rest");
    }
}
