// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an expression reads, told from its tree: members of `$states`, and what stands for the context.
///
/// Step Functions evaluates with no context at all, so a bare name, `$` and `$$` have nothing to mean at the top level;
/// behind a dot, in a filter or in a sort term there is one. The library keeps the members of its tree to itself.
final class Reads {
    private static final Map<String, Field> FIELDS = Arrays.stream(Parser.Symbol.class.getDeclaredFields())
            .filter(field -> !field.isSynthetic())
            .collect(Collectors.toMap(Field::getName, Function.identity()));
    private static final List<String> SAME_CONTEXT = List.of(
            "lhs",
            "rhs",
            "lhsObject",
            "expressions",
            "expression",
            "condition",
            "then",
            "_else",
            "procedure",
            "arguments",
            "body");
    private static final List<String> OWN_CONTEXT =
            List.of("predicate", "stages", "expr", "group", "pattern", "update", "delete", "terms");

    static {
        FIELDS.values().forEach(field -> field.setAccessible(true));
    }

    private final Set<String> unsupported = new LinkedHashSet<>();
    private final Set<String> states = new LinkedHashSet<>();
    private final Set<String> named = new LinkedHashSet<>();
    private final Set<String> bound = new HashSet<>(Set.of("", "$", "states"));

    private Reads() {}

    static Reads of(String expression) {
        Reads reads = new Reads();
        reads.walk(new Parser().parse(expression), true);
        return reads;
    }

    /// AWS's sentences.
    Set<String> unsupported() {
        return unsupported;
    }

    Set<String> states() {
        return states;
    }

    /// Variables read and not bound here, functions that are called left out.
    Set<String> variables() {
        Set<String> variables = new LinkedHashSet<>(named);
        variables.removeAll(bound);
        return variables;
    }

    private void walk(@Nullable Object part, boolean top) {
        switch (part) {
            case Parser.Symbol symbol -> walkSymbol(symbol, top);
            case List<?> parts -> parts.forEach(each -> walk(each, top));
            case Object[] pair -> Stream.of(pair).forEach(each -> walk(each, top));
            case null, default -> {}
        }
    }

    private void walkSymbol(Parser.Symbol symbol, boolean top) {
        look(symbol, top);
        bind(symbol);
        if (get(symbol, "steps") instanceof List<?> steps && !steps.isEmpty()) {
            walk(steps.getFirst(), top);
            walk(steps.subList(1, steps.size()), false);
            lookAtStates(steps);
        }
        for (String part : SAME_CONTEXT) {
            if (!part.equals("procedure") || !is(get(symbol, part), "variable")) {
                walk(get(symbol, part), top);
            }
        }
        OWN_CONTEXT.forEach(name -> walk(get(symbol, name), false));
    }

    private void look(Parser.Symbol symbol, boolean top) {
        String value = String.valueOf(get(symbol, "value"));
        if (is(symbol, "name") && top) {
            unsupported.add("Reference to '" + value + "' at the top level is not supported.");
        }
        if (is(symbol, "variable")) {
            named.add(value);
            if (value.equals("$")) {
                unsupported.add("Reference to '$$' is not supported.");
            } else if (value.isEmpty() && top) {
                unsupported.add("Reference to '$' at the top level is not supported.");
            }
        }
    }

    /// By `:=`, as a parameter, by `@` and by `#`.
    private void bind(Parser.Symbol symbol) {
        if (is(symbol, "bind") && get(symbol, "lhs") instanceof Parser.Symbol variable) {
            bound.add(String.valueOf(get(variable, "value")));
        }
        if (is(symbol, "lambda") && get(symbol, "arguments") instanceof List<?> parameters) {
            parameters.forEach(parameter -> bound.add(String.valueOf(get((Parser.Symbol) parameter, "value"))));
        }
        Stream.of("focus", "index").forEach(name -> bound.add(String.valueOf(get(symbol, name))));
    }

    private void lookAtStates(List<?> steps) {
        if (steps.size() > 1
                && steps.get(0) instanceof Parser.Symbol first
                && steps.get(1) instanceof Parser.Symbol second
                && is(first, "variable")
                && "states".equals(get(first, "value"))
                && is(second, "name")) {
            states.add(String.valueOf(get(second, "value")));
        }
    }

    private static boolean is(@Nullable Object part, String type) {
        return part instanceof Parser.Symbol symbol && type.equals(get(symbol, "type"));
    }

    private static @Nullable Object get(Parser.Symbol symbol, String name) {
        try {
            return Objects.requireNonNull(FIELDS.get(name), name).get(symbol);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was opened above", e);
        }
    }
}
