// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

/// Text that is not a JSONata expression. Code and message are the language's own, such as `S0201`.
public final class JsonataSyntaxException extends RuntimeException {
    private final String code;

    JsonataSyntaxException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
