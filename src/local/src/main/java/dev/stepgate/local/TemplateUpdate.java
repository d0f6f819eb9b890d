// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import java.util.List;

/// What came of reading the template of a running runtime again.
///
/// @param applied what is another one now, a few words each: `OrderWorkflow changed`
/// @param left what has changed and cannot while everything runs, a sentence each; the old stays
public record TemplateUpdate(List<String> applied, List<String> left) {
    public TemplateUpdate {
        applied = List.copyOf(applied);
        left = List.copyOf(left);
    }
}
