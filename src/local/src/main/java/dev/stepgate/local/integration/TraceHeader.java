// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import java.time.Instant;

/// Makes the header by which AWS X-Ray traces a request; nothing is traced here.
final class TraceHeader {

    private TraceHeader() {}

    static String of(Instant now, String requestId) {
        String hex = requestId.replace("-", "");
        return "Root=1-" + String.format("%08x", now.getEpochSecond()) + "-" + hex.substring(0, 24) + ";Parent="
                + hex.substring(16) + ";Sampled=0;Lineage=1:" + hex.substring(0, 8) + ":0";
    }
}
