// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.jsonata.Expression.Term;
import dev.stepgate.local.jsonata.TupleStream.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The [order-by operator](https://docs.jsonata.org/path-operators#-order-by), and sorting in general.
final class Sorting {
    private final Evaluator evaluator;

    Sorting(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    ArrayNode sort(Expression.Sort sort, ArrayNode array, Frame frame) {
        if (array.size() < 2) {
            return array;
        }
        Keys keys = new Keys(
                sort.terms(), array.size(), (term, i) -> evaluator.evaluate(term.expression(), array.get(i), frame));
        ComputedArray sorted = ComputedArray.array(array.size());
        order(array.size(), keys).forEach(i -> sorted.push(array.get(i)));
        return sorted;
    }

    TupleStream sort(Expression.Sort sort, TupleStream stream, Frame frame) {
        List<Tuple> tuples = stream.tuples();
        Keys keys = new Keys(sort.terms(), tuples.size(), (term, i) -> {
            Tuple tuple = tuples.get(i);
            return evaluator.evaluate(term.expression(), tuple.value(), tuple.frame(frame));
        });
        TupleStream sorted = new TupleStream();
        order(tuples.size(), keys).forEach(i -> sorted.push(tuples.get(i)));
        return sorted;
    }

    private List<Integer> order(int size, Keys keys) {
        return merge(IntStream.range(0, size).boxed().toList(), keys::isAfter, evaluator.bounds());
    }

    /// Sorts by merging: a comparator may contradict itself, which the JDK's own sort detects and rejects.
    /// Elements keep their order unless `isAfter` holds.
    static <T> List<T> merge(List<T> list, BiPredicate<T, T> isAfter, Bounds bounds) {
        if (list.size() < 2) {
            return list;
        }
        int middle = list.size() / 2;
        List<T> left = merge(list.subList(0, middle), isAfter, bounds);
        List<T> right = merge(list.subList(middle, list.size()), isAfter, bounds);
        List<T> merged = new ArrayList<>(list.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            bounds.step();
            merged.add(isAfter.test(left.get(l), right.get(r)) ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }

    /// The values of the sort terms for each element, computed when first needed.
    private static final class Keys {
        private final List<Term> terms;
        private final BiFunction<Term, Integer, @Nullable JsonNode> keyOf;
        private final @Nullable JsonNode[][] known;

        Keys(List<Term> terms, int size, BiFunction<Term, Integer, @Nullable JsonNode> keyOf) {
            this.terms = terms;
            this.keyOf = keyOf;
            this.known = new JsonNode[size][terms.size()];
        }

        boolean isAfter(int left, int right) {
            for (int i = 0; i < terms.size(); i++) {
                JsonNode one = key(left, i);
                JsonNode other = key(right, i);
                if (one.isMissingNode() != other.isMissingNode()) {
                    return one.isMissingNode();
                }
                int order = one.isMissingNode() ? 0 : compare(one, other);
                if (order != 0) {
                    return terms.get(i).descending() ? order < 0 : order > 0;
                }
            }
            return false;
        }

        private static int compare(JsonNode one, JsonNode other) {
            if (!Operations.isComparable(one) || !Operations.isComparable(other)) {
                throw new EvaluationError(
                        "T2008", "The expressions within an order-by clause must evaluate to numeric or string values");
            }
            if (one.isNumber() != other.isNumber()) {
                throw new EvaluationError(
                        "T2007",
                        "Type mismatch when comparing values " + EvaluationError.value(one) + " and "
                                + EvaluationError.value(other) + " in order-by clause");
            }
            return Operations.order(one, other);
        }

        /// Returns a key; undefined ones come last in any order.
        private JsonNode key(int value, int term) {
            JsonNode key = known[value][term];
            if (key == null) {
                JsonNode found = keyOf.apply(terms.get(term), value);
                key = found == null ? MissingNode.getInstance() : found;
                known[value][term] = key;
            }
            return key;
        }
    }
}
