// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

/// A template that failed while it was rendered: a bound was passed, or a function refused its argument.
public final class MappingTemplateException extends RuntimeException {
    MappingTemplateException(String message) {
        super(message, null, false, false);
    }

    MappingTemplateException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
