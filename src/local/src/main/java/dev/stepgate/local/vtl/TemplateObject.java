// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variable whose functions a template calls: `$input`, `$util`. They are called directly, never by
/// reflection.
interface TemplateObject {
    @Nullable
    Object call(String function, List<@Nullable Object> arguments);

    @Nullable
    Object property(String name);
}
