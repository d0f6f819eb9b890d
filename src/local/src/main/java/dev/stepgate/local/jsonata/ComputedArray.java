// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// An array that an expression built, which knows its [size and nesting][Bounds].
///
/// A `sequence` is [the result of a query](https://docs.jsonata.org/processing#sequences): when empty it is
/// undefined, and when it has one element it is that element, unless the expression says `[]`. An array that
/// is `kept` is a single value where others are flattened.
@SuppressWarnings("unchecked") // the library's own deepCopy
final class ComputedArray extends ArrayNode {
    private final boolean sequence;
    private boolean keepsOne;
    private boolean kept;
    private long size;
    private int nesting = 1;

    private ComputedArray(boolean sequence, int capacity) {
        super(JsonNodeFactory.instance, capacity);
        this.sequence = sequence;
    }

    static ComputedArray sequence() {
        return new ComputedArray(true, 4);
    }

    static ComputedArray array(int capacity) {
        return new ComputedArray(false, capacity);
    }

    static ComputedArray of(JsonNode element) {
        ComputedArray array = array(1);
        array.push(element);
        return array;
    }

    static ComputedArray sequenceOf(JsonNode element) {
        ComputedArray sequence = sequence();
        sequence.push(element);
        return sequence;
    }

    static boolean isSequence(JsonNode value) {
        return value instanceof ComputedArray array && array.sequence;
    }

    static boolean isKept(JsonNode value) {
        return value instanceof ComputedArray array && array.kept;
    }

    /// Throws [EvaluationError] when the array becomes too large.
    void push(JsonNode element) {
        size = Bounds.sum(size, Bounds.size(element));
        nesting = Math.max(nesting, Bounds.nesting(element) + 1);
        add(element);
    }

    void pushAll(ArrayNode elements) {
        for (int i = 0; i < elements.size(); i++) {
            push(elements.get(i));
        }
    }

    ComputedArray keepOne() {
        keepsOne = true;
        return this;
    }

    boolean keepsOne() {
        return keepsOne;
    }

    ComputedArray keep() {
        kept = true;
        return this;
    }

    long weight() {
        return size;
    }

    int nesting() {
        return nesting;
    }
}
