// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.stepgate.local.jsonata.Expression.Stage;
import dev.stepgate.local.jsonata.Expression.Step;
import dev.stepgate.local.jsonata.TupleStream.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates the steps of a path from the first one that [binds a
/// variable](https://docs.jsonata.org/path-operators).
final class TuplePaths {
    private final Evaluator evaluator;
    private final PathEvaluation paths;
    private final Sorting sorting;

    TuplePaths(Evaluator evaluator, PathEvaluation paths, Sorting sorting) {
        this.evaluator = evaluator;
        this.paths = paths;
        this.sorting = sorting;
    }

    TupleStream step(Step step, TupleStream before, Frame frame) {
        TupleStream after;
        if (step.expression() instanceof Expression.Sort sort) {
            after = sorting.sort(sort, before, frame);
            if (step.index().isPresent()) {
                after = numbered(after, step.index().get());
            }
        } else {
            after = new TupleStream();
            for (Tuple tuple : before.tuples()) {
                expand(step, tuple, frame, after);
            }
        }
        for (Stage stage : step.stages()) {
            after = switch (stage) {
                case Stage.Filter filter -> filter(filter.predicate(), after, frame);
                case Stage.Index index -> numbered(after, index.variable());
            };
        }
        return after;
    }

    private void expand(Step step, Tuple tuple, Frame frame, TupleStream after) {
        JsonNode value = evaluator.evaluate(step.expression(), tuple.value(), tuple.frame(frame));
        if (value instanceof TupleStream inner) {
            inner.tuples().forEach(each -> after.push(tuple.with(each.value(), each.variables())));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                after.push(bound(step, tuple, array.get(i), i));
            }
        } else if (value != null) {
            after.push(bound(step, tuple, value, 0));
        }
    }

    /// Binds a context variable to the value, and leaves the context as it was.
    private static Tuple bound(Step step, Tuple tuple, JsonNode value, int index) {
        Map<String, JsonNode> variables = new HashMap<>();
        step.focus().ifPresent(variable -> variables.put(variable, value));
        step.index().ifPresent(variable -> variables.put(variable, IntNode.valueOf(index)));
        Ancestor kept = Expression.ancestor(step.expression());
        String ancestor = kept == null ? null : kept.variable();
        JsonNode context = tuple.value();
        if (ancestor != null && context != null) {
            variables.put(ancestor, context);
        }
        return tuple.with(step.focus().isPresent() ? context : value, variables);
    }

    private static TupleStream numbered(TupleStream stream, String variable) {
        TupleStream numbered = new TupleStream();
        for (Tuple tuple : stream.tuples()) {
            JsonNode index = IntNode.valueOf(numbered.tuples().size());
            numbered.push(tuple.with(tuple.value(), Map.of(variable, index)));
        }
        return numbered;
    }

    TupleStream filter(Expression predicate, TupleStream stream, Frame frame) {
        TupleStream left = new TupleStream();
        List<Tuple> tuples = stream.tuples();
        for (int i = 0; i < tuples.size(); i++) {
            Tuple tuple = tuples.get(i);
            JsonNode chosen = predicate instanceof Expression.Literal literal && literal.value() instanceof NumericNode
                    ? literal.value()
                    : evaluator.evaluate(predicate, tuple.value(), tuple.frame(frame));
            for (int times = paths.chosen(chosen, i, tuples.size()); times > 0; times--) {
                left.push(tuple);
            }
        }
        return left;
    }
}
