// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.template.Resource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts one state machine, or calls one function, with one event and prints the result; the function's log
/// goes to stderr. The exit code is 1 when it fails.
@Command(
        name = "run",
        description = "Run one state machine or function once and print its output.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(
            paramLabel = "NAME",
            description = "a state machine or function: its logical id, name or ARN; MACHINE#CASE runs a test case")
    private String name = "";

    @Option(
            names = "--input",
            paramLabel = "JSON",
            description = "the event, or @FILE for a file with it (default: {})")
    private @Nullable String input;

    @Option(
            names = {"-e", "--event"},
            paramLabel = "FILE",
            description = "a file with the event")
    private @Nullable Path event;

    @Option(names = "--history", description = "print the execution's history as a table, to stderr")
    private boolean history;

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Mixin
    private MockOptions mocks = new MockOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        JsonNode json = event();
        RuntimeOptions options = template.on(new RuntimeOptions.Ports(0, 0, 0)).withFunctions(processes.functions());
        FirstExecution execution = new FirstExecution();
        RuntimeDependencies dependencies =
                mocks.dependencies(log.to(err, ConsoleLog.Detail.FUNCTIONS)).watchedBy(execution);
        try (LocalRuntime runtime = LocalRuntime.start(options, dependencies)) {
            return switch (find(runtime)) {
                case Resource.StateMachine machine ->
                    run(runtime, machine, json)
                            .with(history ? execution.table() : Optional.empty())
                            .print(out, err);
                case Resource.Function function ->
                    invoke(runtime, function, json).print(out, err);
                default -> throw wrong(name + " is neither a state machine nor a function");
            };
        }
    }

    /// The result: an output, or an error with its cause.
    ///
    /// @param history the events that led to it, if requested
    private record Result(Optional<String> output, String failure, Optional<String> history) {
        Result(Optional<String> output, String failure) {
            this(output, failure, Optional.empty());
        }

        Result with(Optional<String> table) {
            return new Result(output, failure, table);
        }

        int print(PrintWriter out, PrintWriter err) {
            history.ifPresent(err::println);
            output.ifPresentOrElse(out::println, () -> err.println(failure));
            return output.isPresent() ? 0 : 1;
        }
    }

    private JsonNode event() {
        if (input != null && event != null) {
            throw wrong("give --input or --event, not both");
        }
        String text = Objects.requireNonNullElse(input, "{}");
        Path file = text.startsWith("@") ? Path.of(text.substring(1)) : event;
        try {
            return Json.parse(file == null ? text : Files.readString(file));
        } catch (JsonSyntaxException e) {
            throw wrong("the event is not JSON: " + e.getMessage());
        } catch (NoSuchFileException _) {
            throw wrong("no such file: " + file);
        } catch (IOException e) {
            throw wrong("cannot read " + file + ": " + e.getMessage());
        }
    }

    private Resource find(LocalRuntime runtime) {
        String wanted = name.substring(0, name.length() - testCase().length());
        Resource found = new RunnableNames(runtime.template())
                .find(wanted)
                .orElseThrow(() -> wrong(RunnableNames.unknown(wanted, runtime.template())));
        if (!testCase().isEmpty() && !(found instanceof Resource.StateMachine && mocks.isGiven())) {
            throw wrong(
                    name + ": a test case runs a state machine, and is read from the file that --mock-config names");
        }
        return found;
    }

    /// Returns the test case, such as `#HappyPath`, if there is one.
    private String testCase() {
        int mark = name.indexOf('#');
        return mark < 0 ? "" : name.substring(mark);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }

    private Result run(LocalRuntime runtime, Resource.StateMachine machine, JsonNode input) {
        JsonNode answer = ended(new MachineRun(runtime, machine), input);
        return answer.path("status").asText().equals("SUCCEEDED")
                ? new Result(Optional.of(answer.path("output").asText()), "")
                : new Result(
                        Optional.empty(),
                        answer.path("status").asText() + " "
                                + answer.path("error").asText() + ": "
                                + answer.path("cause").asText());
    }

    private JsonNode ended(MachineRun run, JsonNode input) {
        try {
            return run.ended(testCase(), input);
        } catch (AwsException refused) {
            throw wrong(refused.message());
        }
    }

    private static Result invoke(LocalRuntime runtime, Resource.Function function, JsonNode event) {
        byte[] payload = Json.bytes(event);
        InvocationResult invocation = runtime.invoke(InvokeRequest.of(function.arn(), payload))
                .toCompletableFuture()
                .join();
        String text = new String(invocation.payload(), StandardCharsets.UTF_8);
        return switch (invocation) {
            case InvocationResult.Succeeded _ -> new Result(Optional.of(text), "");
            case InvocationResult.FunctionError _ -> new Result(Optional.empty(), text);
        };
    }
}
