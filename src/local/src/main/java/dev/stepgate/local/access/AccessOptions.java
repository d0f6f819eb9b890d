// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.access;

import java.util.List;

/// The hosts and origins that may talk to a runtime in addition to this machine's own names and pages.
///
/// @param hosts names for `Host`: `stepgate.example.test`, `*.example.test`
/// @param origins of pages: `https://app.example.test`
public record AccessOptions(List<String> hosts, List<String> origins) {
    public static final AccessOptions NONE = new AccessOptions(List.of(), List.of());

    public AccessOptions {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }
}
