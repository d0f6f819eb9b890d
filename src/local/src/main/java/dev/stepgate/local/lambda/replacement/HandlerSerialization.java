// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Converts JSON to a handler's input type, and its output type to JSON, by aws-lambda-java-serialization as
/// in Lambda's own Java runtime: its serializers for event classes, its Jackson for all other types, unless
/// the function brings a [CustomPojoSerializer].
///
/// The library keeps its mappers, and the class metadata in them, in static fields. Because each function has
/// its own copy of the library, two versions of one event class never meet, and a reloaded function leaves
/// nothing behind.
public final class HandlerSerialization {

    private static final ClassLoader FUNCTION = HandlerSerialization.class.getClassLoader();

    private HandlerSerialization() {}

    public static Function<InputStream, Object> reader(Type type) {
        return custom().<Function<InputStream, Object>>map(serializer -> json -> serializer.fromJson(json, type))
                .orElseGet(() -> serializer(type)::fromJson);
    }

    public static BiConsumer<Object, OutputStream> writer(Type type) {
        return custom().<BiConsumer<Object, OutputStream>>map(
                        serializer -> (value, json) -> serializer.toJson(value, json, type))
                .orElseGet(() -> serializer(type)::toJson);
    }

    private static Optional<CustomPojoSerializer> custom() {
        List<CustomPojoSerializer> found = ServiceLoader.load(CustomPojoSerializer.class, FUNCTION).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "Too many serializers provided inside the META-INF/services folder, only" + " one is allowed");
        }
        return found.stream().findFirst();
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> event && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
            return LambdaEventSerializers.serializerFor((Class<Object>) event, FUNCTION);
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
