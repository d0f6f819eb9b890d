// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.util.introspection.VelMethod;
import org.jspecify.annotations.Nullable;

/// Limits the size of a template's lists.
final class TemplateLimits {
    private static final int MAX_ELEMENTS = 1_000_000;

    private TemplateLimits() {}

    private static void check(long elements) {
        if (elements > MAX_ELEMENTS) {
            throw new MappingTemplateException("a list of more than " + MAX_ELEMENTS + " elements");
        }
    }

    /// A range such as `[1..1000]`.
    static final class Range extends ASTIntegerRange {
        Range(ASTIntegerRange parsed) {
            super(parsed.getParser(), parsed.getType());
            setFirstToken(parsed.getFirstToken());
            last = parsed.getLastToken();
            template = parsed.getTemplate();
            line = parsed.getLine();
            column = parsed.getColumn();
            for (int i = 0; i < parsed.jjtGetNumChildren(); i++) {
                jjtAddChild(parsed.jjtGetChild(i), i);
            }
        }

        @Override
        public @Nullable Object value(InternalContextAdapter context) {
            Object value = super.value(context);
            if (value instanceof Collection<?> numbers) {
                check(numbers.size());
                Rendering.CURRENT.get().steps(numbers.size());
            }
            return value;
        }
    }

    /// The method `addAll` of a list, which may double the list.
    record AddAll(VelMethod method) implements VelMethod {
        @Override
        public @Nullable Object invoke(Object target, Object[] arguments)
                throws IllegalAccessException, InvocationTargetException {
            long elements = ((Collection<?>) target).size();
            for (Object argument : arguments) {
                elements += argument instanceof Collection<?> added ? added.size() : 0;
            }
            check(elements);
            return method.invoke(target, arguments);
        }

        @Override
        public boolean isCacheable() {
            return method.isCacheable();
        }

        @Override
        public String getMethodName() {
            return method.getMethodName();
        }

        @Override
        public Method getMethod() {
            return method.getMethod();
        }

        @Override
        public Class<?> getReturnType() {
            return method.getReturnType();
        }
    }
}
