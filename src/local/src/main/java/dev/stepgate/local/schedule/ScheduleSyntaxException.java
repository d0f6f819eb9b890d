// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

/// Text that is not a schedule expression. The message says what is wrong with it.
public final class ScheduleSyntaxException extends RuntimeException {
    ScheduleSyntaxException(String message) {
        super(message);
    }
}
