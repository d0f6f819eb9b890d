// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command with which this process was started, if it was `java FLAGS -jar FILE ARGUMENTS`.
///
/// @param flags the JVM's, as the user gave them
record JarCommand(List<String> flags, Path jar, List<String> arguments) {
    /// A choice of the user's that our flags would contradict, or that rules out a cache.
    private static final Pattern OWN_CHOICE = Pattern.compile(
            "(?:^|\\s)-(?:XX:\\+Use\\w*GC|XX:AOT|XX:\\+?Auto|XX:Shared"
                    + "|XX:Flags|XX:VMOptionsFile|Xshare|Xint|Xcomp|agent|javaagent|Xrun|Xdebug|Xbootclasspath|-patch-module)");

    private static final Pattern OWN_HEAP = Pattern.compile("(?:^|\\s)-(?:Xm[sxn]|XX:\\w*(?:Heap|RAM)\\w*=)");

    private static final Pattern OWN_COMPILER = Pattern.compile("(?:^|\\s)-XX:[+-]?(?:CompileThresholdScaling|Tier)");

    /// Commands that end as soon as they have read a template; the executable `stepgate` knows them, too.
    private static final Set<String> BRIEF_COMMANDS = Set.of("validate", "graph", "cost");

    /// Whatever the second compiler makes would come too late.
    private static final List<String> BRIEF =
            List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=5", "-XX:+UseSerialGC");

    private static final List<String> LASTING = List.of("-XX:CompileThresholdScaling=2");

    /// Variables whose flags the JVM adds to its command line.
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /// Returns the command; empty when this process was started in another way, or with the user's own
    /// choices.
    static Optional<JarCommand> ofThisProcess(String[] arguments) {
        if (System.getProperty("os.name").startsWith("Windows") || "off".equals(System.getenv("STEPGATE_FAST_START"))) {
            return Optional.empty();
        }
        return ProcessHandle.current()
                .info()
                .arguments()
                .flatMap(all -> of(List.of(all), List.of(arguments)))
                .filter(command -> !command.isChosenByItsUser());
    }

    /// @param all the words after `java`
    /// @param arguments those of them that were passed to the main method
    static Optional<JarCommand> of(List<String> all, List<String> arguments) {
        int jar = all.indexOf("-jar") + 1;
        boolean isWhole =
                jar > 0 && jar < all.size() && all.subList(jar + 1, all.size()).equals(arguments);
        if (!isWhole) {
            return Optional.empty();
        }
        Path file = Path.of(all.get(jar)).toAbsolutePath().normalize();
        return Files.isRegularFile(file)
                ? Optional.of(new JarCommand(all.subList(0, jar - 1), file, arguments))
                : Optional.empty();
    }

    /// Tells whether the user has chosen a collector, a cache or an agent.
    boolean isChosenByItsUser() {
        return isChosen(OWN_CHOICE);
    }

    private boolean isChosen(Pattern choice) {
        return Stream.concat(flags.stream(), VARIABLES.stream().map(System::getenv))
                .anyMatch(each -> each != null && choice.matcher(each).find());
    }

    /// Returns the path of the `java` of this JVM's JDK.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private boolean isBrief() {
        return !arguments.isEmpty() && BRIEF_COMMANDS.contains(arguments.getFirst());
    }

    /// Returns the command with the flags for a fast start.
    List<String> faster() {
        List<String> command = new ArrayList<>();
        command.add(java());
        if (!isChosen(OWN_HEAP)) {
            command.add("-Xms64m");
        }
        if (!isChosen(OWN_COMPILER)) {
            command.addAll(isBrief() ? BRIEF : LASTING);
        }
        command.addAll(AotCache.of(jar).flags());
        command.addAll(flags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }
}
