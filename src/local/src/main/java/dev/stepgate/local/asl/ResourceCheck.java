// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// Says which resources a runtime can call.
@FunctionalInterface
public interface ResourceCheck {
    /// Accepts every resource that is well formed.
    ResourceCheck ANY = _ -> Optional.empty();

    /// Returns the reason why this resource cannot be called, which names the resource; empty when it can be
    /// called.
    Optional<String> problem(TaskResource resource);
}
