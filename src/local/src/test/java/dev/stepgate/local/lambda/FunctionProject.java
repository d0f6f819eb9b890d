// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A user's functions, compiled into a folder on request, and one Functions object that runs them.
public final class FunctionProject implements AutoCloseable {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:class|record|interface) (\\w+)");
    private static final String IMPORTS = """
            import com.amazonaws.services.lambda.runtime.*;
            import com.amazonaws.services.lambda.runtime.events.*;
            import java.io.*;
            import java.util.*;
            """;

    private final Path folder;
    private final List<FunctionConfiguration> configurations = new ArrayList<>();
    private final List<Functions> started = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    public FunctionProject(Path folder) {
        this.folder = folder;
    }

    /// Compiles one class, in which Lambda's types are imported.
    public FunctionProject source(String text) {
        Matcher name = CLASS_NAME.matcher(text);
        if (!name.find()) {
            throw new IllegalArgumentException("no class in: " + text);
        }
        try {
            Path file = Files.createDirectories(folder.resolve("source")).resolve(name.group(1) + ".java");
            Files.writeString(file, IMPORTS + text);
            compile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Adds a function with that name and handler, 128 MB and three seconds.
    public FunctionProject function(String name, String handler) {
        return function(name, handler, Map.of());
    }

    public FunctionProject function(String name, String handler, Map<String, String> environment) {
        configurations.add(configuration(name, handler, environment, OptionalInt.empty()));
        return this;
    }

    /// Adds a function whose code is one jar.
    public FunctionProject function(String name, String handler, Path jar) {
        FunctionConfiguration other = configuration(name, handler, Map.of(), OptionalInt.empty());
        configurations.add(new FunctionConfiguration(
                other.logicalId(),
                other.arn(),
                new FunctionConfiguration.Code(handler, List.of(jar)),
                Map.of(),
                other.limits(),
                other.aliases(),
                AsynchronousConfiguration.NONE));
        return this;
    }

    /// Adds a function with that configuration of its asynchronous calls.
    FunctionProject asynchronous(String name, String handler, AsynchronousConfiguration asynchronous) {
        FunctionConfiguration other = configuration(name, handler, Map.of(), OptionalInt.empty());
        configurations.add(new FunctionConfiguration(
                other.logicalId(),
                other.arn(),
                other.code(),
                other.environment(),
                other.limits(),
                other.aliases(),
                asynchronous));
        return this;
    }

    public FunctionProject reserved(String name, String handler, int concurrency) {
        configurations.add(configuration(name, handler, Map.of(), OptionalInt.of(concurrency)));
        return this;
    }

    private FunctionConfiguration configuration(
            String name, String handler, Map<String, String> environment, OptionalInt concurrency) {
        return new FunctionConfiguration(
                name + "Function",
                "arn:aws:lambda:us-east-1:123456789012:function:" + name,
                new FunctionConfiguration.Code(handler, classPath()),
                environment,
                new FunctionConfiguration.Limits(Duration.ofSeconds(3), 128, concurrency),
                Set.of("live"),
                AsynchronousConfiguration.NONE);
    }

    public Functions start(Time time) {
        Functions functions = new Functions(
                configurations,
                time,
                event -> {
                    if (event instanceof LogEvent.FunctionLine line) {
                        lines.add(line.function() + " | " + line.text());
                    }
                },
                () -> URI.create("http://127.0.0.1:4566"));
        started.add(functions);
        return functions;
    }

    /// The lines logged so far, in the form `functionName | text`.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public Path classes() {
        return folder.resolve("classes");
    }

    @Override
    public void close() {
        started.forEach(Functions::close);
    }

    /// Calls a function and waits for its answer.
    static InvocationResult invoke(Functions functions, String function, String event) throws Exception {
        return functions
                .invoke(InvokeRequest.of(function, event.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    static String answer(Functions functions, String function, String event) throws Exception {
        return new String(invoke(functions, function, event).payload(), StandardCharsets.UTF_8);
    }

    private List<Path> classPath() {
        List<Path> all = new ArrayList<>(List.of(classes()));
        libraries().map(Path::of).forEach(all::add);
        return all;
    }

    private static Stream<String> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(path -> path.contains("aws-lambda-java-core")
                        || path.contains("aws-lambda-java-events")
                        || path.contains("joda-time"));
    }

    private void compile(Path file) throws IOException {
        Files.createDirectories(classes());
        String path = classes()
                + System.getProperty("path.separator")
                + String.join(System.getProperty("path.separator"), libraries().toList());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        path,
                        "-d",
                        classes().toString(),
                        file.toString());
        if (status != 0) {
            throw new IllegalArgumentException("does not compile: " + file);
        }
    }
}
