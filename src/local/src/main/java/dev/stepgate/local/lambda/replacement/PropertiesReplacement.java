// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands in for the system properties in the classes of one function: calls of [System], [Integer], [Long]
/// and [Boolean] that read or write them are rewritten to these methods.
///
/// Properties that the JDK itself acts on are set for the whole JVM as well: there is no other way to have
/// them.
public final class PropertiesReplacement {
    private static final String TRACE = "com.amazonaws.xray.traceHeader";
    private static final List<String> OF_THE_JDK =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "http.", "https.", "ftp.", "socks");

    private static Properties first = new Properties();
    private static volatile Properties own = new Properties();
    private static Supplier<@Nullable String> trace = () -> null;

    private PropertiesReplacement() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param values with which the function begins
    /// @param trace of the current call
    public static void bind(Map<String, String> values, Supplier<@Nullable String> trace) {
        first = new Properties();
        first.putAll(values);
        own = (Properties) first.clone();
        PropertiesReplacement.trace = trace;
    }

    /// The property in which Lambda puts the trace of the call for Java 17 and later.
    public static @Nullable String getProperty(String key) {
        String running = key.equals(TRACE) ? trace.get() : null;
        return running == null ? own.getProperty(key) : running;
    }

    public static @Nullable String getProperty(String key, @Nullable String otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : value;
    }

    public static @Nullable String setProperty(String key, String value) {
        if (isOfTheJdk(key)) {
            System.setProperty(key, value);
        }
        return (String) own.setProperty(key, value);
    }

    public static @Nullable String clearProperty(String key) {
        if (isOfTheJdk(key)) {
            System.clearProperty(key);
        }
        return (String) own.remove(key);
    }

    public static Properties getProperties() {
        return own;
    }

    public static void setProperties(@Nullable Properties values) {
        own = values == null ? (Properties) first.clone() : values;
    }

    public static boolean getBoolean(String key) {
        return Boolean.parseBoolean(getProperty(key));
    }

    public static @Nullable Integer getInteger(String key) {
        return getInteger(key, null);
    }

    public static @Nullable Integer getInteger(String key, int otherwise) {
        return getInteger(key, Integer.valueOf(otherwise));
    }

    public static @Nullable Integer getInteger(String key, @Nullable Integer otherwise) {
        return number(key, otherwise, Integer::decode);
    }

    public static @Nullable Long getLong(String key) {
        return getLong(key, null);
    }

    public static @Nullable Long getLong(String key, long otherwise) {
        return getLong(key, Long.valueOf(otherwise));
    }

    public static @Nullable Long getLong(String key, @Nullable Long otherwise) {
        return number(key, otherwise, Long::decode);
    }

    private static <N> @Nullable N number(String key, @Nullable N otherwise, Function<String, N> decode) {
        String value = getProperty(key);
        try {
            return value == null ? otherwise : decode.apply(value);
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private static boolean isOfTheJdk(String key) {
        return OF_THE_JDK.stream().anyMatch(key::startsWith);
    }
}
