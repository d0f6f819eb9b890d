// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Handlers named `Class::method`: any public method whose parameters have one of [#SHAPES]. Of several
/// overloads the one with the most parameters is chosen; a context object at the end counts twice.
final class HandlerMethods {

    private enum Parameter {
        INPUT,
        OUTPUT,
        CONTEXT,
        EVENT;

        static Parameter of(Type type) {
            if (type == InputStream.class) {
                return INPUT;
            }
            if (type == OutputStream.class) {
                return OUTPUT;
            }
            return type == Context.class ? CONTEXT : EVENT;
        }
    }

    private static final Set<List<Parameter>> SHAPES = Set.of(
            List.of(),
            List.of(Parameter.INPUT),
            List.of(Parameter.OUTPUT),
            List.of(Parameter.CONTEXT),
            List.of(Parameter.EVENT),
            List.of(Parameter.OUTPUT, Parameter.CONTEXT),
            List.of(Parameter.INPUT, Parameter.OUTPUT),
            List.of(Parameter.INPUT, Parameter.CONTEXT),
            List.of(Parameter.EVENT, Parameter.CONTEXT),
            List.of(Parameter.INPUT, Parameter.OUTPUT, Parameter.CONTEXT));

    private static final Comparator<Method> BEST_FIRST =
            Comparator.comparing(Method::isBridge).thenComparing(HandlerMethods::weight, Comparator.reverseOrder());

    private final Class<?> type;
    private final Serialization serialization;

    HandlerMethods(Class<?> type, Serialization serialization) {
        this.type = type;
        this.serialization = serialization;
    }

    Handler load(String name) throws HandlerFault {
        Method method = Arrays.stream(publicMethods(name))
                .filter(candidate -> candidate.getName().equals(name))
                .filter(candidate -> SHAPES.contains(shape(candidate)))
                .min(BEST_FIRST)
                .orElseThrow(() -> HandlerFault.unsuitable("No public method named " + name
                        + " with appropriate method signature found on class " + type.getName()));
        List<Parameter> shape = shape(method);
        Object receiver = Modifier.isStatic(method.getModifiers()) ? null : HandlerLoader.newInstance(type);
        boolean isOfStreams = shape.contains(Parameter.INPUT) || shape.contains(Parameter.OUTPUT);
        return isOfStreams ? new Handler.OfStreams(streams(method, receiver)) : values(method, receiver);
    }

    private Method[] publicMethods(String name) throws HandlerFault {
        try {
            return type.getMethods();
        } catch (NoClassDefFoundError e) {
            throw HandlerFault.thrown(
                    new NoClassDefFoundError("Error loading method " + name + " on class " + type.getName()));
        }
    }

    private Handler values(Method method, @Nullable Object receiver) {
        List<Parameter> shape = shape(method);
        int event = shape.indexOf(Parameter.EVENT);
        Handler.Body body = (value, context) -> {
            List<@Nullable Object> arguments = new ArrayList<>();
            for (Parameter parameter : shape) {
                arguments.add(parameter == Parameter.EVENT ? value : context);
            }
            return invoke(method, receiver, arguments);
        };
        return new Handler.OfValues(
                body,
                event < 0
                        ? Optional.empty()
                        : Optional.of(serialization.reader(method.getGenericParameterTypes()[event])),
                serialization.answerWriter(method.getGenericReturnType()));
    }

    private static RequestStreamHandler streams(Method method, @Nullable Object receiver) {
        List<Parameter> shape = shape(method);
        return (input, output, context) -> {
            List<@Nullable Object> arguments = new ArrayList<>();
            for (Parameter parameter : shape) {
                arguments.add(
                        switch (parameter) {
                            case INPUT -> input;
                            case OUTPUT -> output;
                            case CONTEXT -> context;
                            case EVENT -> throw new IllegalStateException("a stream handler has no event type");
                        });
            }
            invoke(method, receiver, arguments);
            if (!shape.contains(Parameter.OUTPUT)) {
                output.write("null".getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static @Nullable Object invoke(Method method, @Nullable Object receiver, List<@Nullable Object> arguments) {
        try {
            return method.invoke(receiver, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw Sneaky.thrown(e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException e) {
            throw Sneaky.thrown(e);
        }
    }

    private static List<Parameter> shape(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Parameter::of).toList();
    }

    private static int weight(Method method) {
        List<Parameter> shape = shape(method);
        boolean endsWithContext = !shape.isEmpty() && shape.getLast() == Parameter.CONTEXT;
        return shape.size() + (endsWithContext ? 1 : 0);
    }

    /// Rethrows any exception of a handler, unchanged, for the caller to report.
    private static final class Sneaky {
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        static <T extends Throwable> RuntimeException thrown(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}
