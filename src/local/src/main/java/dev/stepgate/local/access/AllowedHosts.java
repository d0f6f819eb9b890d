// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The names in `Host` that are answered. A page of another site whose name resolves to this machine (DNS
/// rebinding) reaches a server under that name, and nothing else distinguishes it from a page of this
/// machine.
///
/// These names are answered: `127.0.0.1` and the other addresses of 127.0.0.0/8; `[::1]`; `localhost` and
/// names that end in `.localhost` (never looked up in DNS, RFC 6761, section 6.3); names that end in
/// `.amazonaws.com` or `.amazonaws.com.cn` (AWS's own, which nobody else can point here). Each may have the
/// prefix `sync-`, which SDKs add to the host for StartSyncExecution. The names that an option gives are
/// answered as well.
///
/// @param more names that an option gives; `*.example.test` matches every name below
public record AllowedHosts(List<String> more) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|localhost|.+\\.localhost");
    private static final Pattern AWS = Pattern.compile(".+\\.amazonaws\\.com(\\.cn)?");
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost");
    private static final String PREFIX = "sync-";

    public AllowedHosts {
        more = more.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// @param host the header field, with or without a port
    boolean allows(String host) {
        String name = name(host);
        return isNamed(name) || (name.startsWith(PREFIX) && isNamed(name.substring(PREFIX.length())));
    }

    /// Returns the name without port and final dot, in lower case.
    static String name(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && isNumber(host, colon + 1) ? host.substring(0, colon) : host;
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean isNamed(String name) {
        return LOOPBACK_NAMES.contains(name)
                || LOOPBACK.matcher(name).matches()
                || AWS.matcher(name).matches()
                || more.stream()
                        .anyMatch(allowed ->
                                allowed.startsWith("*.") ? name.endsWith(allowed.substring(1)) : name.equals(allowed));
    }

    /// Tells whether a host is the address or name of a loopback interface.
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(name(host)).matches();
    }
}
