// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a path whose steps bind variables by `@`, `#` or `%`, each with its variables. It exists
/// only while a path is evaluated.
final class TupleStream extends POJONode {
    private static final long SCALAR = 8;

    private final List<Tuple> tuples = new ArrayList<>();
    private long size;

    /// A value and the variables that were bound on the way to it.
    record Tuple(@Nullable JsonNode value, Map<String, JsonNode> variables) {
        Tuple(@Nullable JsonNode value) {
            this(value, Map.of());
        }

        Tuple with(@Nullable JsonNode other, Map<String, JsonNode> more) {
            if (more.isEmpty()) {
                return new Tuple(other, variables);
            }
            Map<String, JsonNode> all = new LinkedHashMap<>(variables);
            all.putAll(more);
            return new Tuple(other, all);
        }

        Frame frame(Frame outer) {
            if (variables.isEmpty()) {
                return outer;
            }
            Frame frame = Frame.within(outer);
            variables.forEach(frame::bind);
            return frame;
        }
    }

    TupleStream() {
        super(null);
    }

    /// Makes a stream of each element of an array, or of the single value.
    static TupleStream of(@Nullable JsonNode values, boolean several) {
        TupleStream stream = new TupleStream();
        if (several && values instanceof ArrayNode array) {
            array.forEach(value -> stream.push(new Tuple(value)));
        } else {
            stream.push(new Tuple(values));
        }
        return stream;
    }

    List<Tuple> tuples() {
        return tuples;
    }

    /// Throws [EvaluationError] when the stream becomes too large.
    void push(Tuple tuple) {
        size = Bounds.sum(size, SCALAR * (1 + tuple.variables().size()));
        tuples.add(tuple);
    }

    ComputedArray toSequence() {
        ComputedArray values = ComputedArray.sequence();
        for (Tuple tuple : tuples) {
            if (tuple.value() != null) {
                values.push(tuple.value());
            }
        }
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
