// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import java.util.Map;

/// What the requests to both functions have in common.
final class Requests {
    private Requests() {}

    static String text(Map<String, String> request, String member) {
        String text = request.get(member);
        if (text == null) {
            throw new IllegalArgumentException("the request has no text at " + member);
        }
        return text;
    }

    /// A name of an execution; what it is made of cannot leave its place in a key.
    static boolean isName(String execution) {
        return execution.matches("[A-Za-z0-9_-]{1,80}");
    }

    /// The execution's name without its owner, as the API's other routes have it.
    static String id(Map<String, String> request) {
        return text(request, "execution").substring(text(request, "owner").length());
    }
}
