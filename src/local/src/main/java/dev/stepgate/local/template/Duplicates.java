// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Refuses parts of an API that API Gateway makes once only: the second gets a ConflictException.
final class Duplicates {
    private Duplicates() {}

    /// @param key what no two of the parts may have in common
    /// @param property that the problem is about
    /// @param taken who has it: `is the key of another route of this API`
    static void refuse(
            List<ResolvedResource> parts, Function<Properties, List<String>> key, String property, String taken) {
        Set<List<String>> keys = new HashSet<>();
        for (ResolvedResource part : parts) {
            Properties properties = part.properties();
            if (!keys.add(key.apply(properties))) {
                properties.problem(property, taken + ": " + properties.required(property));
            }
        }
    }
}
