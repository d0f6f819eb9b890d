// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands in for the starting of programs in the classes of one function: a program gets the function's
/// variables, and none of the machine's, and runs in the folder of the function's code.
public final class ProcessReplacement {
    private static Supplier<Map<String, String>> variables = Map::of;
    private static File directory = new File(".");
    private static Consumer<Process> started = _ -> {};

    private ProcessReplacement() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param variables of the function
    /// @param directory the folder of its code
    /// @param started receives each program, which ends with the function's environment
    public static void bind(Supplier<Map<String, String>> variables, File directory, Consumer<Process> started) {
        ProcessReplacement.variables = variables;
        ProcessReplacement.directory = directory;
        ProcessReplacement.started = started;
    }

    /// Gives the function's variables and folder to a `ProcessBuilder` that was just made.
    public static ProcessBuilder prepared(ProcessBuilder made) {
        Map<String, String> environment = made.environment();
        environment.clear();
        environment.putAll(variables.get());
        return made.directory(directory);
    }

    public static ProcessBuilder newProcessBuilder(List<String> command) {
        return prepared(new ProcessBuilder(command));
    }

    public static ProcessBuilder newProcessBuilder(String[] command) {
        return prepared(new ProcessBuilder(command));
    }

    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.accept(process);
        return process;
    }

    public static List<Process> startPipeline(List<ProcessBuilder> builders) throws IOException {
        List<Process> processes = ProcessBuilder.startPipeline(builders);
        processes.forEach(started);
        return processes;
    }

    public static Process exec(Runtime runtime, String command) throws IOException {
        return exec(runtime, words(command), null, null);
    }

    public static Process exec(Runtime runtime, String command, String @Nullable [] environment) throws IOException {
        return exec(runtime, words(command), environment, null);
    }

    public static Process exec(Runtime runtime, String command, String @Nullable [] environment, @Nullable File folder)
            throws IOException {
        return exec(runtime, words(command), environment, folder);
    }

    public static Process exec(Runtime runtime, String[] command) throws IOException {
        return exec(runtime, command, null, null);
    }

    public static Process exec(Runtime runtime, String[] command, String @Nullable [] environment) throws IOException {
        return exec(runtime, command, environment, null);
    }

    public static Process exec(
            Runtime runtime, String[] command, String @Nullable [] environment, @Nullable File folder)
            throws IOException {
        String[] variablesOfProcess = environment == null ? ofFunction() : environment;
        Process process = runtime.exec(command, variablesOfProcess, folder == null ? directory : folder);
        started.accept(process);
        return process;
    }

    private static String[] ofFunction() {
        return variables.get().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    /// Splits a command as [Runtime#exec(String)] does.
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        new StringTokenizer(command).asIterator().forEachRemaining(word -> words.add((String) word));
        if (words.isEmpty()) {
            throw new IllegalArgumentException("Empty command");
        }
        return words.toArray(String[]::new);
    }
}
