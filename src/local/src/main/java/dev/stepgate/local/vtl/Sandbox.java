// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.UberspectImpl;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;
import org.apache.velocity.util.introspection.VelPropertySet;
import org.jspecify.annotations.Nullable;

/// Limits templates to the public methods of strings, numbers, booleans, lists, maps and `$foreach`, and the
/// functions of `$input` and `$util`. Everything else counts as an undefined reference. No class can be
/// reached.
final class Sandbox extends UberspectImpl {
    private static final Set<String> FORBIDDEN = Set.of(
            "getClass",
            "class",
            "wait",
            "notify",
            "notifyAll",
            "repeat",
            "format",
            "formatted",
            "indent",
            "join",
            "getInteger",
            "getLong",
            "getBoolean",
            "describeConstable",
            "transform",
            "resolveConstantDesc",
            "stream",
            "parallelStream",
            "chars");

    @Override
    public @Nullable VelMethod getMethod(Object target, String name, Object[] arguments, Info place) {
        if (target instanceof TemplateObject) {
            return new FunctionCall(name, MappingTemplateException.Place.of(place));
        }
        if (target instanceof List<?> && isIndex(name, arguments)) {
            return new ElementOfList();
        }
        VelMethod method = permits(target, name) ? super.getMethod(target, name, arguments, place) : null;
        return method == null ? null : new BoundedMethod(method);
    }

    @Override
    public @Nullable VelPropertyGet getPropertyGet(Object target, String name, Info place) {
        return switch (target) {
            case TemplateObject _ -> new PropertyOfObject(name);
            case Map<?, ?> map when !(map instanceof ForeachScope) -> new PropertyOfMap(name);
            default -> permits(target, name) ? super.getPropertyGet(target, name, place) : null;
        };
    }

    @Override
    public @Nullable VelPropertySet getPropertySet(Object target, String name, Object value, Info place) {
        return target instanceof Map<?, ?> ? super.getPropertySet(target, name, value, place) : null;
    }

    @Override
    public @Nullable Iterator<?> getIterator(Object target, Info place) {
        return switch (target) {
            case Collection<?> collection -> collection.iterator();
            case Map<?, ?> map -> map.values().iterator();
            case Object[] array -> Arrays.asList(array).iterator();
            default -> null;
        };
    }

    private static boolean isIndex(String name, Object[] arguments) {
        return name.equals("get") && arguments.length == 1 && arguments[0] instanceof Integer;
    }

    private static boolean permits(Object target, String name) {
        return !FORBIDDEN.contains(name) && isData(target);
    }

    private static boolean isData(Object target) {
        return switch (target) {
            case String _, Number _, Boolean _, Character _ -> true;
            case Collection<?> _, Map<?, ?> _, Map.Entry<?, ?> _ -> true;
            default -> target.getClass().isArray();
        };
    }

    /// A method that no class has.
    private interface OwnMethod extends VelMethod {
        @Override
        default boolean isCacheable() {
            return true;
        }

        @Override
        default @Nullable Method getMethod() {
            return null;
        }

        @Override
        default Class<?> getReturnType() {
            return Object.class;
        }
    }

    private record FunctionCall(String name, MappingTemplateException.Place place) implements OwnMethod {
        @Override
        public @Nullable Object invoke(Object target, @Nullable Object[] arguments) {
            try {
                return ((TemplateObject) target).call(name, Arrays.asList(arguments));
            } catch (MappingTemplateException e) {
                throw new MappingTemplateException(place, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public String getMethodName() {
            return name;
        }
    }

    /// An access to a list; an index outside it counts as absent, like a missing member of an object.
    private record ElementOfList() implements OwnMethod {
        @Override
        public @Nullable Object invoke(Object target, Object[] arguments) {
            List<?> list = (List<?>) target;
            int index = (Integer) arguments[0];
            return index < 0 || index >= list.size() ? null : list.get(index);
        }

        @Override
        public String getMethodName() {
            return "get";
        }
    }

    private record PropertyOfObject(String name) implements VelPropertyGet {
        @Override
        public @Nullable Object invoke(Object target) {
            return ((TemplateObject) target).property(name);
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return name;
        }
    }

    private record PropertyOfMap(String name) implements VelPropertyGet {
        @Override
        public @Nullable Object invoke(Object target) {
            return ((Map<?, ?>) target).get(name);
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return "get";
        }
    }
}
