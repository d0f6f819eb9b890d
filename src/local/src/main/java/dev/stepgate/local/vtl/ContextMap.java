// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `$context`, or a part of it such as `$context.identity`: what a template reads and, under
/// `requestOverride` and `responseOverride`, writes. Printed whole it is an empty text, as API Gateway prints
/// it. Values are texts, numbers and maps of them.
public final class ContextMap extends LinkedHashMap<String, @Nullable Object> {
    public ContextMap() {}

    public ContextMap(Map<String, ?> entries) {
        super(entries);
    }

    /// The part of that name; an empty one that belongs to nobody when there is none.
    public ContextMap part(String name) {
        return get(name) instanceof ContextMap part ? part : new ContextMap();
    }

    @Override
    public String toString() {
        return "";
    }
}
