// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.util.regex.Pattern;

/// The target of a request as the log shows it: without the credentials that a query can hold, because logs are
/// kept and sent on. The token of a WebSocket's client is one.
final class ShownTarget {
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)([?&](?:token|access_token|id_token|x-amz-security-token|x-amz-signature)=)[^& ]+");

    private ShownTarget() {}

    static String of(String target) {
        return target.indexOf('?') < 0 ? target : CREDENTIAL.matcher(target).replaceAll("$1***");
    }
}
