// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

/// A template that failed while it was rendered: a bound was passed, or a function refused its argument.
public final class TemplateException extends RuntimeException {
    TemplateException(String message) {
        super(message, null, false, false);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
