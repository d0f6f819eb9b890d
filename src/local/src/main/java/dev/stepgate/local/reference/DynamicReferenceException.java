// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

/// A dynamic reference that is written wrongly, or that names nothing. The message holds the reference and the
/// reason.
public final class DynamicReferenceException extends RuntimeException {
    DynamicReferenceException(String reference, String reason) {
        super(reference + ": " + reason);
    }
}
