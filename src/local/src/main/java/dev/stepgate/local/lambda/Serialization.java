// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.replacement.HandlerSerialization;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The function's own copy of [HandlerSerialization], seen from outside.
final class Serialization {

    private final FunctionLoader classes;
    private final Map<Type, Function<InputStream, Object>> readers = new ConcurrentHashMap<>();
    private final Map<Type, BiConsumer<Object, OutputStream>> writers = new ConcurrentHashMap<>();

    Serialization(FunctionLoader classes) {
        this.classes = classes;
    }

    @SuppressWarnings("unchecked")
    Function<InputStream, Object> reader(Type type) {
        return readers.computeIfAbsent(type, _ -> (Function<InputStream, Object>) make("reader", type));
    }

    /// Returns the writer; absent when the handler returns nothing.
    @SuppressWarnings("unchecked")
    Optional<BiConsumer<Object, OutputStream>> answerWriter(Type type) {
        return type == void.class || type == Void.class
                ? Optional.empty()
                : Optional.of(
                        writers.computeIfAbsent(type, _ -> (BiConsumer<Object, OutputStream>) make("writer", type)));
    }

    private Object make(String method, Type type) {
        try {
            return classes.loadClass(HandlerSerialization.class.getName())
                    .getMethod(method, Type.class)
                    .invoke(null, type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("no serializer for " + type + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
