// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A function as a value. It is not JSON, and is found among JSON values only during an evaluation.
abstract sealed class FunctionValue extends POJONode {
    private FunctionValue() {
        super(null);
    }

    /// The maximum number of arguments that `$map` and the like pass to it.
    abstract int arity();

    /// Compares by identity: a function equals only itself.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// The code of a function that is not written in JSONata. It gets the arguments after its signature has
    /// checked and adapted them.
    @FunctionalInterface
    interface Body {
        @Nullable
        JsonNode apply(Arguments arguments);
    }

    /// A built-in function, or one that another function returned.
    static final class Builtin extends FunctionValue {
        private final @Nullable String name;
        private final Optional<Signature> signature;
        private final int arity;
        private final Body body;

        Builtin(@Nullable String name, Optional<Signature> signature, int arity, Body body) {
            this.name = name;
            this.signature = signature;
            this.arity = arity;
            this.body = body;
        }

        @Nullable
        String name() {
            return name;
        }

        Optional<Signature> signature() {
            return signature;
        }

        Body body() {
            return body;
        }

        @Override
        int arity() {
            return arity;
        }
    }

    /// Code of the expression that is evaluated later, with the context and the variables of the place where it
    /// stands.
    abstract static sealed class Unevaluated extends FunctionValue {
        private final @Nullable JsonNode context;
        private final Frame frame;

        private Unevaluated(@Nullable JsonNode context, Frame frame) {
            this.context = context;
            this.frame = frame;
        }

        @Nullable
        JsonNode context() {
            return context;
        }

        Frame frame() {
            return frame;
        }
    }

    /// A function that the expression defines, with the context and the variables at its definition.
    static final class Closure extends Unevaluated {
        private final Expression.Lambda lambda;

        Closure(Expression.Lambda lambda, @Nullable JsonNode context, Frame frame) {
            super(context, frame);
            this.lambda = lambda;
        }

        Expression.Lambda lambda() {
            return lambda;
        }

        @Override
        int arity() {
            return lambda.parameters().size();
        }
    }

    /// A function with some of its arguments given; the missing ones are empty.
    static final class Partial extends FunctionValue {
        private final FunctionValue function;
        private final List<Slot> slots;

        /// An argument: still open, or given, possibly as undefined.
        record Slot(boolean open, @Nullable JsonNode value) {}

        private Partial(FunctionValue function, List<Slot> slots) {
            this.function = function;
            this.slots = List.copyOf(slots);
        }

        /// Fills the open slots of a partially applied function, or wraps any other function.
        static Partial of(FunctionValue function, List<Slot> slots) {
            if (!(function instanceof Partial known)) {
                return new Partial(function, slots);
            }
            Iterator<Slot> next = slots.iterator();
            return new Partial(
                    known.function,
                    known.slots.stream()
                            .map(slot -> slot.open() && next.hasNext() ? next.next() : slot)
                            .toList());
        }

        FunctionValue function() {
            return function;
        }

        List<@Nullable JsonNode> fill(List<? extends @Nullable JsonNode> arguments) {
            List<@Nullable JsonNode> filled = new ArrayList<>();
            int next = 0;
            for (Slot slot : slots) {
                if (!slot.open()) {
                    filled.add(slot.value());
                } else if (next < arguments.size()) {
                    filled.add(arguments.get(next++));
                }
            }
            return filled;
        }

        @Override
        int arity() {
            return (int) slots.stream().filter(Slot::open).count();
        }
    }

    static final class Regex extends FunctionValue {
        private final Pattern pattern;

        Regex(Pattern pattern) {
            this.pattern = pattern;
        }

        Pattern pattern() {
            return pattern;
        }

        @Override
        int arity() {
            return 1;
        }
    }

    /// A call that has not been made yet; see [Expression.TailCall].
    static final class Pending extends Unevaluated {
        private final Expression.Call call;

        Pending(Expression.Call call, @Nullable JsonNode context, Frame frame) {
            super(context, frame);
            this.call = call;
        }

        Expression.Call call() {
            return call;
        }

        @Override
        int arity() {
            return 0;
        }
    }
}
