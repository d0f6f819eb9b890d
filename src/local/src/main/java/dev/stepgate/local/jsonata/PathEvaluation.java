// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.jsonata.Expression.Path;
import dev.stepgate.local.jsonata.Expression.Stage;
import dev.stepgate.local.jsonata.Expression.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates paths: each step is evaluated for each value of the step before it, and its results are joined
/// in one sequence.
///
/// Between two steps an array is such a sequence, and any other value is a sequence of one.
final class PathEvaluation {
    private final Evaluator evaluator;
    private final Bounds bounds;
    private final TuplePaths tuplePaths;
    private final Sorting sorting;
    private final Grouping grouping;

    PathEvaluation(Evaluator evaluator, Bounds bounds, Grouping grouping) {
        this.evaluator = evaluator;
        this.bounds = bounds;
        this.grouping = grouping;
        this.sorting = new Sorting(evaluator);
        this.tuplePaths = new TuplePaths(evaluator, this, sorting);
    }

    @Nullable
    JsonNode evaluate(Path path, @Nullable JsonNode context, Frame frame) {
        List<Step> steps = path.steps();
        JsonNode values = context;
        TupleStream tuples = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (tuples != null || step.binds()) {
                boolean several = i == 0 ? isForEach(step, context) : values instanceof ArrayNode;
                tuples = tuplePaths.step(step, tuples == null ? TupleStream.of(values, several) : tuples, frame);
                continue;
            }
            boolean last = i == steps.size() - 1;
            values = i == 0 ? first(step, context, frame, last) : step(step, values, frame, last);
            if (values == null || values instanceof ArrayNode array && array.isEmpty()) {
                break;
            }
        }
        return finish(path, values, tuples, frame);
    }

    /// Tells whether a path's first step is evaluated for each element of the context: not one that begins with
    /// a variable.
    private static boolean isForEach(Step first, @Nullable JsonNode context) {
        return context instanceof ArrayNode && !(Expression.bare(first.expression()) instanceof Expression.Variable);
    }

    private @Nullable JsonNode first(Step step, @Nullable JsonNode context, Frame frame, boolean last) {
        if (Expression.isKeptArray(step.expression())) {
            return evaluator.evaluate(step.expression(), context, frame);
        }
        return isForEach(step, context) ? step(step, context, frame, last) : one(step, context, frame, last);
    }

    private @Nullable JsonNode step(Step step, @Nullable JsonNode values, Frame frame, boolean last) {
        return values instanceof ArrayNode array ? each(step, array, frame, last) : one(step, values, frame, last);
    }

    private @Nullable JsonNode finish(Path path, @Nullable JsonNode values, @Nullable TupleStream tuples, Frame frame) {
        if (path.group().isPresent()) {
            return grouping.evaluate(path.group().get(), tuples == null ? values : tuples, frame);
        }
        if (tuples != null && path.ancestor().isWanted()) {
            return tuples;
        }
        JsonNode result = tuples == null ? values : tuples.toSequence();
        if (!path.keepsArray() || result == null) {
            return result;
        }
        if (ComputedArray.isSequence(result)) {
            return ((ComputedArray) result).keepOne();
        }
        if (result instanceof ArrayNode && !ComputedArray.isKept(result)) {
            return result;
        }
        return ComputedArray.sequenceOf(result).keepOne();
    }

    /// Evaluates a step for a value, which may be an array as a whole.
    private @Nullable JsonNode one(Step step, @Nullable JsonNode value, Frame frame, boolean last) {
        return step.expression() instanceof Expression.Sort sort
                ? stages(step, sorted(sort, value, frame), frame)
                : only(value(step, value, frame), last);
    }

    /// Evaluates a step for the elements of an array.
    private @Nullable JsonNode each(Step step, ArrayNode array, Frame frame, boolean last) {
        if (step.expression() instanceof Expression.Sort) {
            return one(step, array, frame, last);
        }
        if (array.size() == 1) {
            return one(step, array.get(0), frame, last);
        }
        ComputedArray sequence = ComputedArray.sequence();
        JsonNode single = null;
        int count = 0;
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = value(step, array.get(i), frame);
            if (value != null) {
                single = value;
                count++;
                layOut(value, sequence);
            }
        }
        return count == 1 ? only(single, last) : sequence;
    }

    private @Nullable JsonNode sorted(Expression.Sort sort, @Nullable JsonNode values, Frame frame) {
        if (!(values instanceof ArrayNode array)) {
            return values;
        }
        return array.size() == 1 ? ComputedArray.sequenceOf(array.get(0)) : sorting.sort(sort, array, frame);
    }

    /// Returns the single value of a step: at the end of a path an array as it is, before that its elements.
    private static @Nullable JsonNode only(@Nullable JsonNode value, boolean last) {
        if (!(value instanceof ArrayNode) || last && !ComputedArray.isSequence(value)) {
            return value;
        }
        if (!last && !value.isEmpty() && !ComputedArray.isKept(value)) {
            return value;
        }
        ComputedArray sequence = ComputedArray.sequence();
        layOut(value, sequence);
        return sequence;
    }

    private static void layOut(JsonNode value, ComputedArray sequence) {
        if (value instanceof ArrayNode array && !ComputedArray.isKept(value)) {
            sequence.pushAll(array);
        } else {
            sequence.push(value);
        }
    }

    private @Nullable JsonNode value(Step step, @Nullable JsonNode context, Frame frame) {
        JsonNode value;
        if (step.expression() instanceof Expression.Name name && context instanceof ObjectNode object) {
            bounds.enter();
            bounds.leave();
            value = object.get(name.name());
        } else {
            value = evaluator.evaluate(step.expression(), context, frame);
        }
        return step.stages().isEmpty() ? value : stages(step, value, frame);
    }

    private @Nullable JsonNode stages(Step step, @Nullable JsonNode values, Frame frame) {
        JsonNode left = values;
        for (Stage stage : step.stages()) {
            left = switch (stage) {
                case Stage.Filter filter -> filter(filter.predicate(), left, frame);
                case Stage.Index _ -> throw new IllegalStateException("a step that binds, outside of a tuple stream");
            };
        }
        return left;
    }

    /// Returns the values for which the predicate is true, or whose indexes it gives; negative indexes count
    /// from the end.
    @Nullable
    JsonNode filter(Expression predicate, @Nullable JsonNode values, Frame frame) {
        if (values instanceof TupleStream tuples) {
            return tuplePaths.filter(predicate, tuples, frame);
        }
        if (predicate instanceof Expression.Literal literal && literal.value() instanceof NumericNode index) {
            return at(values, index.doubleValue());
        }
        ComputedArray left = ComputedArray.sequence();
        int size = values instanceof ArrayNode array ? array.size() : 1;
        for (int i = 0; i < size; i++) {
            JsonNode value = values instanceof ArrayNode array ? array.get(i) : values;
            JsonNode chosen = evaluator.evaluate(predicate, value, frame);
            for (int times = chosen(chosen, i, size); times > 0 && value != null; times--) {
                left.push(value);
            }
        }
        return left;
    }

    private static @Nullable JsonNode at(@Nullable JsonNode values, double index) {
        int size = values instanceof ArrayNode array ? array.size() : 1;
        double at = Math.floor(index) + (index < 0 ? size : 0);
        if (at < 0 || at >= size) {
            return null;
        }
        return values instanceof ArrayNode array ? array.get((int) at) : values;
    }

    /// Returns how many times a predicate's value selects the value at that index.
    int chosen(@Nullable JsonNode predicate, int index, int size) {
        if (!(predicate instanceof ArrayNode || predicate instanceof NumericNode) || !Numbers.areAll(predicate)) {
            return Truth.of(predicate) ? 1 : 0;
        }
        int times = 0;
        int count = predicate instanceof ArrayNode array ? array.size() : 1;
        for (int i = 0; i < count; i++) {
            bounds.step();
            double at = Math.floor((predicate instanceof ArrayNode array ? array.get(i) : predicate).doubleValue());
            times += at + (at < 0 ? size : 0) == index ? 1 : 0;
        }
        return times;
    }
}
