// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.AsynchronousConfiguration;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A user's functions in other languages: files in a folder, and one Functions object that runs them.
final class ProcessProject implements AutoCloseable {
    static final ProcessRuntime PYTHON = new ProcessRuntime.Python("3.12");
    static final ProcessRuntime NODE = new ProcessRuntime.Node(20);
    static final ProcessRuntime PROVIDED = new ProcessRuntime.Provided("provided.al2023");

    private final Path folder;
    private final List<FunctionConfiguration> configurations = new ArrayList<>();
    private final List<Functions> started = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private Duration timeout = Duration.ofSeconds(30);
    private Map<String, String> environment = Map.of();
    private OptionalInt concurrency = OptionalInt.empty();

    ProcessProject(Path folder) {
        this.folder = folder;
    }

    /// Skips the test, visibly, on a machine without that program.
    static void needs(String program) {
        assumeTrue(Executables.find(program).isPresent(), () -> "there is no " + program + " on this machine");
    }

    ProcessProject file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessProject executable(String name, String text) {
        file(name, text);
        if (!folder.resolve(name).toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make executable: " + name);
        }
        return this;
    }

    /// Sets the timeout of the functions added after this.
    ProcessProject timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    ProcessProject environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    ProcessProject reserved(int calls) {
        concurrency = OptionalInt.of(calls);
        return this;
    }

    /// Adds a function whose code is the folder.
    ProcessProject function(String name, ProcessRuntime runtime, String handler) {
        return function(name, handler, new FunctionPackage(runtime, new FunctionPackage.Code.Folder(folder)));
    }

    ProcessProject function(String name, String handler, FunctionPackage code) {
        configurations.add(new FunctionConfiguration(
                name + "Function",
                "arn:aws:lambda:us-east-1:123456789012:function:" + name,
                new FunctionConfiguration.Code(handler, new FunctionRuntime.InProcesses(code)),
                environment,
                new FunctionConfiguration.Limits(timeout, 256, concurrency),
                Set.of("live"),
                AsynchronousConfiguration.NONE));
        return this;
    }

    Functions start() {
        return start(new RealTime());
    }

    Functions start(Time time) {
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
    List<String> lines() {
        return List.copyOf(lines);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        started.forEach(Functions::close);
    }

    static CompletableFuture<InvocationResult> begin(Functions functions, String function, String event) {
        return functions
                .invoke(InvokeRequest.of(function, event.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
    }

    static InvocationResult invoke(Functions functions, String function, String event) throws Exception {
        return begin(functions, function, event).get(120, TimeUnit.SECONDS);
    }

    /// Returns the function's answer, or its error.
    static String answer(Functions functions, String function, String event) throws Exception {
        return text(invoke(functions, function, event));
    }

    static String text(InvocationResult invocation) {
        return new String(invocation.payload(), StandardCharsets.UTF_8);
    }

    static JsonNode error(Functions functions, String function, String event) throws Exception {
        InvocationResult invocation = invoke(functions, function, event);
        if (!(invocation instanceof InvocationResult.FunctionError)) {
            throw new AssertionError("no error but " + text(invocation));
        }
        return Json.parse(invocation.payload());
    }
}
