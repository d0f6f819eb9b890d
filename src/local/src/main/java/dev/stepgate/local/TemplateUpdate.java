// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import java.util.List;

/// The result of reading the template of a running runtime again.
///
/// @param applied the changes that were made, a few words each: `OrderWorkflow changed`
/// @param left the changes that cannot be made while everything runs, one sentence each; the old state
///     remains
public record TemplateUpdate(List<String> applied, List<String> left) {
    public TemplateUpdate {
        applied = List.copyOf(applied);
        left = List.copyOf(left);
    }
}
