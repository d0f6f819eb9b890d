// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.NumberRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds to numbers, sets and lists, and subtracts from sets.
final class SetArithmetic {
    private SetArithmetic() {}

    /// Returns the sum; empty when the types differ or do not support addition.
    static Optional<AttributeValue> plus(AttributeValue to, AttributeValue value) {
        return switch (to) {
            case AttributeValue.N(var number)
            when value instanceof AttributeValue.N(var more) ->
                Optional.of(new AttributeValue.N(NumberRules.inRange(number.add(more))));
            case AttributeValue.SS(var elements)
            when value instanceof AttributeValue.SS(var more) ->
                Optional.of(new AttributeValue.SS(union(elements, more)));
            case AttributeValue.NS(var elements)
            when value instanceof AttributeValue.NS(var more) ->
                Optional.of(new AttributeValue.NS(union(elements, more)));
            case AttributeValue.BS(var elements)
            when value instanceof AttributeValue.BS(var more) ->
                Optional.of(new AttributeValue.BS(union(elements, more)));
            case AttributeValue.L(var elements)
            when value instanceof AttributeValue.L(var more) ->
                Optional.of(new AttributeValue.L(chain(elements, more)));
            case AttributeValue.N _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.S _,
                    AttributeValue.B _,
                    AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.M _ -> Optional.empty();
        };
    }

    /// Returns the rest of a set; empty when nothing is left.
    static Optional<AttributeValue> minus(AttributeValue from, AttributeValue value) {
        return switch (from) {
            case AttributeValue.SS(var elements)
            when value instanceof AttributeValue.SS(var less) ->
                difference(elements, less).map(AttributeValue.SS::new);
            case AttributeValue.NS(var elements)
            when value instanceof AttributeValue.NS(var less) ->
                difference(elements, less).map(AttributeValue.NS::new);
            case AttributeValue.BS(var elements)
            when value instanceof AttributeValue.BS(var less) ->
                difference(elements, less).map(AttributeValue.BS::new);
            case AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.N _,
                    AttributeValue.L _,
                    AttributeValue.S _,
                    AttributeValue.B _,
                    AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.M _ -> Optional.of(from);
        };
    }

    private static <T> Set<T> union(Set<T> elements, Set<T> more) {
        Set<T> all = new LinkedHashSet<>(elements);
        all.addAll(more);
        return all;
    }

    private static <T> List<T> chain(List<T> elements, List<T> more) {
        List<T> all = new ArrayList<>(elements);
        all.addAll(more);
        return all;
    }

    private static <T> Optional<Set<T>> difference(Set<T> elements, Set<T> less) {
        Set<T> rest = new LinkedHashSet<>(elements);
        rest.removeAll(less);
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
}
