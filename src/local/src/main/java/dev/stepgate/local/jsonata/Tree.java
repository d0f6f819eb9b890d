// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tree of a parsed expression, whose members the library keeps to itself.
final class Tree {
    /// The parts of a symbol, besides its `steps`, that are evaluated where it is.
    static final List<String> SAME_CONTEXT = List.of(
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

    /// Those that have a context of their own.
    static final List<String> OWN_CONTEXT =
            List.of("predicate", "stages", "expr", "group", "pattern", "update", "delete", "terms");

    private static final Map<String, Field> FIELDS = Arrays.stream(Parser.Symbol.class.getDeclaredFields())
            .filter(field -> !field.isSynthetic())
            .collect(Collectors.toMap(Field::getName, Function.identity()));
    private static final Field ROOT = field();

    static {
        FIELDS.values().forEach(field -> field.setAccessible(true));
    }

    private Tree() {}

    private static Field field() {
        try {
            Field root = Jsonata.class.getDeclaredField("ast");
            root.setAccessible(true);
            return root;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the library has another tree", e);
        }
    }

    static Parser.Symbol of(Jsonata expression) {
        try {
            return (Parser.Symbol) Objects.requireNonNull(ROOT.get(expression), "ast");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was opened above", e);
        }
    }

    static boolean is(@Nullable Object part, String type) {
        return part instanceof Parser.Symbol symbol && type.equals(get(symbol, "type"));
    }

    static @Nullable Object get(Parser.Symbol symbol, String name) {
        try {
            return field(name).get(symbol);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was opened above", e);
        }
    }

    static void set(Parser.Symbol symbol, String name, Object value) {
        try {
            field(name).set(symbol, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was opened above", e);
        }
    }

    private static Field field(String name) {
        return Objects.requireNonNull(FIELDS.get(name), name);
    }
}
