// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

/// Reports a dynamic reference that is malformed, or that names nothing. The message contains the reference
/// and the reason.
public final class DynamicReferenceException extends RuntimeException {
    private final boolean namesNothing;

    DynamicReferenceException(String reference, String reason) {
        this(reference, reason, false);
    }

    private DynamicReferenceException(String reference, String reason, boolean namesNothing) {
        super(reference + ": " + reason);
        this.namesNothing = namesNothing;
    }

    /// There is no parameter or secret of that name.
    static DynamicReferenceException namesNothing(String reference, String reason) {
        return new DynamicReferenceException(reference, reason, true);
    }

    /// Tells whether the reference is well formed and there is no parameter or secret of that name.
    public boolean namesNothing() {
        return namesNothing;
    }
}
