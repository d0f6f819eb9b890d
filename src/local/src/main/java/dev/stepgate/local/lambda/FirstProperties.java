// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The system properties with which a function in this JVM begins: those of the JDK and of the machine, in
/// Lambda's zone and locale, and what `JAVA_TOOL_OPTIONS` sets ([start-up
/// behaviour](https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html)). Other properties with
/// which this JVM was started are not passed on.
final class FirstProperties {
    private static final List<String> OF_EVERY_JVM = List.of(
            "java.", "jdk.", "os.", "user.", "file.", "path.", "line.", "native.", "stdin.", "stdout.", "stderr.",
            "sun.");
    private static final List<String> OF_THIS_JVM = List.of("sun.java.command", "java.util.logging.", "jdk.module.");

    private FirstProperties() {}

    static Map<String, String> of(FunctionRuntime.InThisJvm runtime, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (begins(name, OF_EVERY_JVM) && !begins(name, OF_THIS_JVM)) {
                all.put(name, System.getProperty(name));
            }
        }
        all.put("user.dir", runtime.taskRoot().toString());
        all.put("user.timezone", "UTC");
        all.put("user.language", "en");
        all.put("user.country", "US");
        all.put(
                "java.class.path",
                runtime.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        for (String option : variables.getOrDefault("JAVA_TOOL_OPTIONS", "").split("\\s+")) {
            if (option.startsWith("-D")) {
                String[] pair = option.substring(2).split("=", 2);
                all.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
        }
        return all;
    }

    private static boolean begins(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
