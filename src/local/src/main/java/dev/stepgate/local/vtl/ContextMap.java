// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `$context`, or a part of it such as `$context.identity`. A template reads it and writes to its
/// `requestOverride` and `responseOverride`. As a whole it prints as an empty string, as in API Gateway.
/// Values are strings, numbers and maps of them.
public final class ContextMap extends LinkedHashMap<String, @Nullable Object> {
    public ContextMap() {}

    public ContextMap(Map<String, ?> entries) {
        super(entries);
    }

    /// Returns a part; an empty one, which is not stored, when there is none.
    public ContextMap part(String name) {
        return get(name) instanceof ContextMap part ? part : new ContextMap();
    }

    @Override
    public String toString() {
        return "";
    }
}
