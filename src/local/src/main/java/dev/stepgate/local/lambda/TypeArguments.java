// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the arguments that a class gives to an interface's type parameters, through all its superclasses and
/// interfaces.
final class TypeArguments {

    private TypeArguments() {}

    /// Returns the arguments; empty when the class implements the interface raw. A parameter without a fixed
    /// argument stays a type variable.
    static List<Type> of(Class<?> type, Class<?> target) {
        return find(type, target, Map.of());
    }

    private static List<Type> find(Type type, Class<?> target, Map<TypeVariable<?>, Type> known) {
        if (type instanceof ParameterizedType parameterized) {
            List<Type> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(argument -> known.getOrDefault(argument, argument))
                    .toList();
            Class<?> raw = (Class<?>) parameterized.getRawType();
            return raw == target ? arguments : findAbove(raw, target, bind(raw, arguments));
        }
        return type instanceof Class<?> raw && raw != target ? findAbove(raw, target, Map.of()) : List.of();
    }

    private static List<Type> findAbove(Class<?> type, Class<?> target, Map<TypeVariable<?>, Type> known) {
        for (Type implemented : type.getGenericInterfaces()) {
            List<Type> found = find(implemented, target, known);
            if (!found.isEmpty()) {
                return found;
            }
        }
        Type parent = type.getGenericSuperclass();
        return parent == null ? List.of() : find(parent, target, known);
    }

    private static Map<TypeVariable<?>, Type> bind(Class<?> raw, List<Type> arguments) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length; i++) {
            bound.put(parameters[i], arguments.get(i));
        }
        return bound;
    }
}
