// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pattern;

import java.io.Serial;

/// A pattern is not valid; the message is AWS's, and is for whoever wrote the pattern.
public final class InvalidPatternException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidPatternException(String message) {
        super(message);
    }
}
