// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

/// Reports a template that failed while it was rendered: it exceeded a limit, or a function refused its
/// argument.
public final class MappingTemplateException extends RuntimeException {
    MappingTemplateException(String message) {
        super(message, null, false, false);
    }

    MappingTemplateException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
