// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.jsonata.Expression.Group;
import dev.stepgate.local.jsonata.Expression.Member;
import dev.stepgate.local.jsonata.TupleStream.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds objects: values are grouped [by their keys](https://docs.jsonata.org/sorting-grouping), and each
/// member is evaluated for its group.
final class Grouping {
    private final Evaluator evaluator;

    Grouping(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private record Found(int member, List<Tuple> tuples) {}

    /// Builds the object. Without a context an object constructor still makes one, from members that need no
    /// context.
    JsonNode evaluate(Group group, @Nullable JsonNode context, Frame frame) {
        TupleStream stream = context instanceof TupleStream tuples ? tuples : TupleStream.of(context, true);
        List<Tuple> values = stream.tuples().isEmpty() && !(context instanceof TupleStream)
                ? List.of(new Tuple(null))
                : stream.tuples();
        Map<String, Found> groups = new LinkedHashMap<>();
        for (Tuple value : values) {
            for (int i = 0; i < group.members().size(); i++) {
                add(groups, key(group.members().get(i), value, frame), i, value);
            }
        }
        ComputedObject object = new ComputedObject();
        groups.forEach((key, found) -> {
            Tuple all = reduce(found.tuples());
            JsonNode value =
                    evaluator.evaluate(group.members().get(found.member()).value(), all.value(), all.frame(frame));
            if (value != null) {
                object.member(key, value);
            }
        });
        return object;
    }

    private @Nullable String key(Member member, Tuple value, Frame frame) {
        JsonNode key = evaluator.evaluate(member.key(), value.value(), value.frame(frame));
        if (key != null && !(key instanceof TextNode)) {
            throw new EvaluationError(
                    "T1003", "Key in object structure must evaluate to a string; got: " + EvaluationError.value(key));
        }
        return key == null ? null : key.textValue();
    }

    private static void add(Map<String, Found> groups, @Nullable String key, int member, Tuple value) {
        if (key == null) {
            return;
        }
        Found found = groups.computeIfAbsent(key, _ -> new Found(member, new ArrayList<>()));
        if (found.member() != member) {
            throw new EvaluationError(
                    "D1009", "Multiple key definitions evaluate to same key: " + EvaluationError.name(key));
        }
        found.tuples().add(value);
    }

    /// Joins a group's tuples into one: its value and each variable hold those of all the tuples, in order.
    private static Tuple reduce(List<Tuple> tuples) {
        if (tuples.size() == 1) {
            return tuples.getFirst();
        }
        Set<String> names = new LinkedHashSet<>();
        tuples.forEach(tuple -> names.addAll(tuple.variables().keySet()));
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode all = joined(
                    tuples.stream().map(tuple -> tuple.variables().get(name)).toList());
            if (all != null) {
                variables.put(name, all);
            }
        }
        return new Tuple(joined(tuples.stream().map(Tuple::value).toList()), variables);
    }

    private static @Nullable JsonNode joined(List<? extends @Nullable JsonNode> values) {
        ComputedArray all = ComputedArray.array(values.size());
        for (JsonNode value : values) {
            if (value instanceof ArrayNode array) {
                all.pushAll(array);
            } else if (value != null) {
                all.push(value);
            }
        }
        return all.isEmpty() ? null : all;
    }
}
