// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// Says which resources a runtime can call.
@FunctionalInterface
public interface ResourceCheck {
    /// Takes every resource that is well-formed.
    ResourceCheck ANY = _ -> Optional.empty();

    /// Why this resource cannot be called, naming it; empty when it can.
    Optional<String> problem(TaskResource resource);
}
