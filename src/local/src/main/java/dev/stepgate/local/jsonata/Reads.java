// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Parser;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an expression reads, told from its tree: members of `$states`, and what stands for the context.
///
/// Step Functions evaluates with no context at all, so a bare name, `$` and `$$` have nothing to mean at the top level;
/// behind a dot, in a filter or in a sort term there is one. The library keeps the members of its tree to itself.
final class Reads {
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
        refuseNewerOperators(symbol);
        look(symbol, top);
        bind(symbol);
        if (Tree.get(symbol, "steps") instanceof List<?> steps && !steps.isEmpty()) {
            walk(steps.getFirst(), top);
            walk(steps.subList(1, steps.size()), false);
            lookAtStates(steps);
        }
        for (String part : Tree.SAME_CONTEXT) {
            if (!part.equals("procedure") || !Tree.is(Tree.get(symbol, part), "variable")) {
                walk(Tree.get(symbol, part), top);
            }
        }
        Tree.OWN_CONTEXT.forEach(name -> walk(Tree.get(symbol, name), false));
    }

    /// `a ?: b` and `a ?? b` are younger than JSONata 2.0.6. The library reads both as a condition whose parts stand at
    /// one place.
    private static void refuseNewerOperators(Parser.Symbol symbol) {
        if (!Tree.is(symbol, "condition")
                || !(Tree.get(symbol, "condition") instanceof Parser.Symbol condition)
                || !(Tree.get(symbol, "then") instanceof Parser.Symbol then)) {
            return;
        }
        boolean coalesces = Tree.get(condition, "arguments") instanceof List<?> arguments
                && arguments.size() == 1
                && arguments.getFirst() instanceof Parser.Symbol tested
                && standAtOnePlace(tested, then);
        if (coalesces || standAtOnePlace(condition, then)) {
            String second = coalesces ? "?" : ":";
            throw new JsonataSyntaxException(
                    "S0211", "The symbol \"" + second + "\" cannot be used as a unary operator");
        }
    }

    private static boolean standAtOnePlace(Parser.Symbol one, Parser.Symbol other) {
        return place(one) > 0 && place(one) == place(other);
    }

    /// A path stands where its first step does.
    private static int place(Parser.Symbol symbol) {
        return Tree.get(symbol, "steps") instanceof List<?> steps && !steps.isEmpty()
                ? place((Parser.Symbol) steps.getFirst())
                : (int) Objects.requireNonNull(Tree.get(symbol, "position"), "position");
    }

    private void look(Parser.Symbol symbol, boolean top) {
        String value = String.valueOf(Tree.get(symbol, "value"));
        if (Tree.is(symbol, "name") && top) {
            unsupported.add("Reference to '" + value + "' at the top level is not supported.");
        }
        if (Tree.is(symbol, "variable")) {
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
        if (Tree.is(symbol, "bind") && Tree.get(symbol, "lhs") instanceof Parser.Symbol variable) {
            bound.add(String.valueOf(Tree.get(variable, "value")));
        }
        if (Tree.is(symbol, "lambda") && Tree.get(symbol, "arguments") instanceof List<?> parameters) {
            parameters.forEach(parameter -> bound.add(String.valueOf(Tree.get((Parser.Symbol) parameter, "value"))));
        }
        Stream.of("focus", "index").forEach(name -> bound.add(String.valueOf(Tree.get(symbol, name))));
    }

    private void lookAtStates(List<?> steps) {
        if (steps.size() > 1
                && steps.get(0) instanceof Parser.Symbol first
                && steps.get(1) instanceof Parser.Symbol second
                && Tree.is(first, "variable")
                && "states".equals(Tree.get(first, "value"))
                && Tree.is(second, "name")) {
            states.add(String.valueOf(Tree.get(second, "value")));
        }
    }
}
