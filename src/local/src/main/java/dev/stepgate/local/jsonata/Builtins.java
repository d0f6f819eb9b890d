// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The built-in functions by name. `$eval` is not among them.
final class Builtins {
    private static final Map<String, FunctionValue.Builtin> ALL = new HashMap<>();

    static {
        Stream.of(
                        AggregateFunctions.ALL,
                        StringFunctions.ALL,
                        RegexFunctions.ALL,
                        NumberFunctions.ALL,
                        ArrayFunctions.ALL,
                        HigherOrderFunctions.ALL,
                        ObjectFunctions.ALL,
                        UrlFunctions.ALL,
                        DateTimeFunctions.ALL,
                        StatesFunctions.ALL)
                .forEach(ALL::putAll);
    }

    private Builtins() {}

    static FunctionValue.@Nullable Builtin of(String name) {
        return ALL.get(name);
    }

    /// Makes a function that returns undefined when its first argument is undefined.
    static Map.Entry<String, FunctionValue.Builtin> function(String name, String signature, FunctionValue.Body body) {
        return always(name, signature, arguments -> arguments.get(0) == null ? null : body.apply(arguments));
    }

    /// Makes a function that is called even when its first argument is undefined.
    static Map.Entry<String, FunctionValue.Builtin> always(String name, String signature, FunctionValue.Body body) {
        Signature parsed = Signature.parse(signature);
        return of(name, parsed, parsed.parameters().size(), body);
    }

    /// Makes a function whose `arity`, the number of arguments that `$map` and the like pass to it, differs
    /// from the number of its parameters.
    static Map.Entry<String, FunctionValue.Builtin> withArity(
            int arity, String name, String signature, FunctionValue.Body body) {
        return of(name, Signature.parse(signature), arity, body);
    }

    private static Map.Entry<String, FunctionValue.Builtin> of(
            String name, Signature signature, int arity, FunctionValue.Body body) {
        return Map.entry(name, new FunctionValue.Builtin(name, Optional.of(signature), arity, body));
    }
}
