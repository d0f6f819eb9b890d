// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of JSONata under its name, with its arguments checked by a [FunctionSignature].
final class Builtin extends Jsonata.JFunction {
    /// The library asks for a method of its own, even where there is a body instead.
    private static final String ANY_METHOD = "abs";

    private final String name;
    private final FunctionSignature signature;
    private final int arity;
    private final @Nullable Body body;

    /// What the function does with the arguments as its signature left them.
    interface Body {
        @Nullable
        Object apply(List<?> arguments) throws Throwable;
    }

    private Builtin(String name, String signature, String method, @Nullable Body body, int arity) {
        super(name, "<" + "x".repeat(Math.max(1, arity)) + ":x>", Functions.class, null, method);
        this.name = name;
        this.signature = new FunctionSignature(name, signature);
        this.body = body;
        this.arity = arity;
    }

    Builtin(String name, String signature, Body body) {
        this(name, signature, ANY_METHOD, body, FunctionSignature.arity(signature));
    }

    /// `arity` is how many arguments `$map` and its like hand to the function: usually as many as it knows, one if all
    /// may be missing.
    Builtin(String name, String signature, int arity, Body body) {
        this(name, signature, ANY_METHOD, body, arity);
    }

    /// One of the library's own, by the name of its method.
    Builtin(String name, String signature, String method) {
        this(name, signature, method, null, FunctionSignature.arity(signature));
    }

    String name() {
        return name;
    }

    @Override
    public int getNumberOfArgs() {
        return body == null ? super.getNumberOfArgs() : arity;
    }

    @Override
    public Object validate(Object arguments, @Nullable Object context) {
        return signature.validate((List<?>) arguments, context);
    }

    /// The library checks what an expression hands over, and not what `$map` does.
    @Override
    @SuppressWarnings("rawtypes") // the library's own signature
    public @Nullable Object call(@Nullable Object input, List arguments) {
        List<?> checked =
                arguments instanceof FunctionSignature.Arguments ? arguments : signature.validate(arguments, null);
        try {
            return body == null ? super.call(input, checked) : body.apply(checked);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
