// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.util.introspection.VelMethod;
import org.jspecify.annotations.Nullable;

/// A method of a string, a list or a map, within the limits of the rendering. String methods that take
/// regular expressions behave like those of [String], on a text that counts accesses.
record BoundedMethod(VelMethod method) implements VelMethod {
    /// Methods that look at each part of target and argument once.
    private static final Set<String> LINEAR = Set.of("concat", "add", "addAll", "put", "putAll", "equals", "compareTo");

    private static final int MAX_ELEMENTS = 1_000_000;

    /// Throws [MappingTemplateException] for more elements than a template's list may have.
    static void requireElements(long elements) {
        if (elements > MAX_ELEMENTS) {
            throw new MappingTemplateException("a list of more than " + MAX_ELEMENTS + " elements");
        }
    }

    @Override
    public @Nullable Object invoke(Object target, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        Rendering rendering = Rendering.CURRENT.get();
        if (isLarge(target)) {
            rendering.require(target, null);
            boolean linear = LINEAR.contains(method.getMethodName());
            for (Object argument : arguments) {
                rendering.require(target, linear ? null : argument);
            }
        }
        if (target instanceof Collection<?> list && method.getMethodName().equals("addAll")) {
            requireElements(list.size() + added(arguments));
        }
        Object result = target instanceof String text ? ofText(text, arguments, rendering) : plain(target, arguments);
        return result instanceof String made ? rendering.made(made) : result;
    }

    /// Returns the number of elements that `addAll` adds to a list, which it may double.
    private static long added(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .mapToLong(argument -> argument instanceof Collection<?> elements ? elements.size() : 0)
                .sum();
    }

    private static boolean isLarge(Object target) {
        return target instanceof String || target instanceof Collection<?> || target instanceof Map<?, ?>;
    }

    private @Nullable Object ofText(String text, @Nullable Object[] arguments, Rendering rendering)
            throws IllegalAccessException, InvocationTargetException {
        if (arguments.length == 0 || !(arguments[0] instanceof String first)) {
            return plain(text, arguments);
        }
        String second = arguments.length == 2 && arguments[1] instanceof String value ? value : null;
        return switch (method.getMethodName()) {
            case "matches" -> Pattern.matches(first, rendering.counted(text));
            case "split" -> split(Pattern.compile(first), text, arguments, rendering);
            case "replaceAll" -> second == null ? null : replace(Pattern.compile(first), text, second, All.OF_THEM);
            case "replaceFirst" -> second == null ? null : replace(Pattern.compile(first), text, second, All.NO);
            case "replace" ->
                second == null
                        ? plain(text, arguments)
                        : replace(
                                Pattern.compile(first, Pattern.LITERAL),
                                text,
                                Matcher.quoteReplacement(second),
                                All.OF_THEM);
            default -> plain(text, arguments);
        };
    }

    private @Nullable Object plain(Object target, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        return method.invoke(target, arguments);
    }

    private static String[] split(Pattern separator, String text, @Nullable Object[] arguments, Rendering rendering) {
        int limit = arguments.length == 2 && arguments[1] instanceof Integer number ? number : 0;
        return Arrays.stream(separator.split(rendering.counted(text), limit))
                .map(String::valueOf)
                .toArray(String[]::new);
    }

    private enum All {
        OF_THEM,
        NO
    }

    /// Replaces matches within the limit on the text's size.
    private static String replace(Pattern pattern, String text, String replacement, All all) {
        Rendering rendering = Rendering.CURRENT.get();
        Matcher matcher = pattern.matcher(rendering.counted(text));
        StringBuilder replaced = new StringBuilder(text.length());
        boolean goOn = matcher.find();
        while (goOn) {
            matcher.appendReplacement(replaced, replacement);
            if (replaced.length() > BoundedWriter.MAX_CHARACTERS) {
                throw BoundedWriter.tooLong();
            }
            goOn = all == All.OF_THEM && matcher.find();
        }
        return matcher.appendTail(replaced).toString();
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
