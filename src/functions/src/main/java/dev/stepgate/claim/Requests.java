// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import dev.stepgate.handler.Members;
import java.util.Map;

/// The checks that the requests to both functions share.
final class Requests {
    private Requests() {}

    /// Tells whether the string is an execution name; its characters cannot leave their place in a key.
    static boolean isName(String execution) {
        return execution.matches("[A-Za-z0-9_-]{1,80}");
    }

    /// Returns the execution's name without its owner, as in the API's other routes.
    static String id(Map<String, String> request) {
        return Members.text(request, "execution")
                .substring(Members.text(request, "owner").length());
    }
}
