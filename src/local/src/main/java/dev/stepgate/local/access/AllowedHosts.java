// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names in `Host` that are answered. A page of another site that has its own name point to this machine
/// (DNS rebinding) reaches a server with that name, and no other thing tells it from a page of this machine.
///
/// These are answered: `127.0.0.1` and the other addresses of 127.0.0.0/8, `[::1]`, `localhost` and what ends
/// in `.localhost` (RFC 6761, section 6.3: never asked of DNS), what ends in `.amazonaws.com` or
/// `.amazonaws.com.cn` (names of AWS, which nobody else can point here), each also after the prefix `sync-`
/// that SDKs write before the host of StartSyncExecution, and the names that an option gives.
///
/// @param more names that an option gives; `*.example.test` is every name below
public record AllowedHosts(List<String> more) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|localhost|.+\\.localhost");
    private static final Pattern AWS = Pattern.compile(".+\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final String PREFIX = "sync-";

    public AllowedHosts {
        more = more.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// @param host the header field, with or without a port
    boolean allows(String host) {
        String name = name(host);
        return isNamed(name) || (name.startsWith(PREFIX) && isNamed(name.substring(PREFIX.length())));
    }

    /// Without port and last dot, in lower case.
    static String name(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private boolean isNamed(String name) {
        return LOOPBACK.matcher(name).matches()
                || AWS.matcher(name).matches()
                || more.stream()
                        .anyMatch(allowed ->
                                allowed.startsWith("*.") ? name.endsWith(allowed.substring(1)) : name.equals(allowed));
    }

    /// The address or name of a loopback interface.
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(name(host)).matches();
    }
}
