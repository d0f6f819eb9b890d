// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An object that an expression built, which knows its [size and nesting][Bounds].
@SuppressWarnings("unchecked") // the library's own deepCopy
final class ComputedObject extends ObjectNode {
    private long size;
    private int nesting = 1;

    ComputedObject() {
        super(JsonNodeFactory.instance);
    }

    /// Throws [EvaluationError] when the object becomes too large.
    ComputedObject member(String name, JsonNode value) {
        size = Bounds.sum(size, name.length() + Bounds.size(value));
        nesting = Math.max(nesting, Bounds.nesting(value) + 1);
        set(name, value);
        return this;
    }

    long weight() {
        return size;
    }

    int nesting() {
        return nesting;
    }
}
