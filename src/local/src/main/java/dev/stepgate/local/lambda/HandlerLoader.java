// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes handlers from `package.Class` (an implementation of one of the two interfaces) and
/// `package.Class::method`, by the rules of aws-lambda-java-runtime-interface-client 2.9.0, whose messages it
/// uses.
final class HandlerLoader {

    private final FunctionLoader classes;
    private final Serialization serialization;

    HandlerLoader(FunctionLoader classes) {
        this.classes = classes;
        this.serialization = new Serialization(classes);
    }

    Handler load(String handler) throws HandlerFault {
        int colons = handler.lastIndexOf("::");
        String className = colons < 0 ? handler : handler.substring(0, colons);
        if (className.isEmpty()) {
            throw HandlerFault.invalidHandler(handler);
        }
        Class<?> type = loadClass(className);
        String method = colons < 0 ? "" : handler.substring(colons + 2);
        return method.isEmpty() ? ofInterface(type) : new HandlerMethods(type, serialization).load(method);
    }

    /// Makes an instance with the public no-argument constructor.
    static <T> T newInstance(Class<T> type) throws HandlerFault {
        try {
            return constructor(type).newInstance();
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw HandlerFault.thrown(ErrorPayload.withoutRuntimeFrames(thrown));
        } catch (ReflectiveOperationException e) {
            throw HandlerFault.thrown(e);
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type) throws HandlerFault {
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException _) {
            boolean isInner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
            String why = isInner
                    ? " cannot be instantiated because it is a non-static inner class"
                    : " has no public zero-argument constructor";
            throw HandlerFault.thrown(new Exception("Class " + type.getName() + why));
        }
    }

    private Class<?> loadClass(String className) throws HandlerFault {
        try {
            return Class.forName(className, true, classes);
        } catch (ClassNotFoundException e) {
            throw HandlerFault.classNotFound(className, e);
        } catch (Throwable e) {
            throw HandlerFault.classNotLoaded(className, e);
        }
    }

    private Handler ofInterface(Class<?> type) throws HandlerFault {
        if (RequestStreamHandler.class.isAssignableFrom(type)) {
            return new Handler.OfStreams(newInstance(type.asSubclass(RequestStreamHandler.class)));
        }
        if (RequestHandler.class.isAssignableFrom(type)) {
            return ofRequestHandler(type);
        }
        throw HandlerFault.unsuitable("Class does not implement an appropriate handler interface: " + type.getName());
    }

    @SuppressWarnings("unchecked")
    private Handler ofRequestHandler(Class<?> type) throws HandlerFault {
        List<Type> types = TypeArguments.of(type, RequestHandler.class);
        if (types.isEmpty()) {
            throw HandlerFault.unsuitable(
                    "Class " + type.getName() + " does not implement RequestHandler with concrete type parameters");
        }
        for (Type argument : types) {
            requireBound(type, argument);
        }
        RequestHandler<Object, Object> instance = (RequestHandler<Object, Object>) newInstance(type);
        return new Handler.OfValues(
                (event, context) -> handle(instance, event, context),
                Optional.of(serialization.reader(types.get(0))),
                serialization.answerWriter(types.get(1)));
    }

    /// Calls a handler; a null event is passed on.
    @SuppressWarnings("NullAway")
    private static @Nullable Object handle(
            RequestHandler<Object, Object> handler, @Nullable Object event, Context context) {
        return handler.handleRequest(event, context);
    }

    private static void requireBound(Class<?> handler, Type argument) throws HandlerFault {
        if (argument instanceof TypeVariable<?> variable
                && Arrays.stream(variable.getBounds()).allMatch(Object.class::equals)) {
            throw HandlerFault.unsuitable("Class " + handler.getName()
                    + " does not implement RequestHandler with concrete type parameters: parameter " + argument
                    + " has no upper bound.");
        }
    }
}
