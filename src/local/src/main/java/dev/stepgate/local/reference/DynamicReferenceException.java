// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

/// Reports a dynamic reference that is malformed, or that names nothing. The message contains the reference
/// and the reason.
public final class DynamicReferenceException extends RuntimeException {
    DynamicReferenceException(String reference, String reason) {
        super(reference + ": " + reason);
    }
}
