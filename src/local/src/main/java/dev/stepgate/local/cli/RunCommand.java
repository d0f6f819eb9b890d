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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// Starts one state machine, or calls one function, with one event and prints the result; the function's log
/// goes to stderr. The exit code is 1 when it fails.
final class RunCommand implements Command {
    private static final Option INPUT =
            CommandOption.value("input", "JSON", "the event, or @FILE for a file with it (default: {})");

    private static final Option EVENT = CommandOption.shortValue("e", "event", "FILE", "a file with the event");

    private static final Option HISTORY =
            CommandOption.flag("history", "print the execution's history as a table, to stderr");

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String description() {
        return "Run one state machine or function once and print its output.";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TemplateOptions.ALL);
        options.addAll(List.of(INPUT, EVENT, HISTORY));
        options.addAll(MockOptions.ALL);
        options.addAll(ProcessOptions.ALL);
        options.addAll(LogOptions.ALL);
        return options;
    }

    @Override
    public Optional<Parameter> parameter() {
        return Optional.of(new Parameter(
                "NAME",
                true,
                "a state machine or function: its logical id, name or ARN; MACHINE#CASE runs a test case"));
    }

    @Override
    public int run(Arguments arguments, Output output) {
        Called called = Called.of(arguments.parameter().orElseThrow());
        JsonNode event = event(arguments);
        RuntimeOptions options = new TemplateOptions(arguments)
                .on(new RuntimeOptions.Ports(0, 0, 0))
                .withFunctions(ProcessOptions.of(arguments));
        MockOptions mocks = MockOptions.of(arguments);
        FirstExecution execution = new FirstExecution();
        RuntimeDependencies dependencies = mocks.dependencies(
                        LogOptions.of(arguments).to(output.err(), ConsoleLog.Detail.FUNCTIONS))
                .watchedBy(execution);
        try (LocalRuntime runtime = LocalRuntime.start(options, dependencies)) {
            Result result = switch (called.find(runtime, mocks)) {
                case Resource.StateMachine machine ->
                    run(new MachineRun(runtime, machine), called, event)
                            .with(arguments.has(HISTORY) ? execution.table() : Optional.empty());
                case Resource.Function function -> invoke(runtime, function, event);
                default -> throw new UsageException(called.name() + " is neither a state machine nor a function");
            };
            return result.print(output);
        }
    }

    /// What is to be run.
    ///
    /// @param name as it was given, with the test case
    /// @param testCase such as `#HappyPath`; empty for none
    private record Called(String name, String testCase) {
        static Called of(String name) {
            int mark = name.indexOf('#');
            return new Called(name, mark < 0 ? "" : name.substring(mark));
        }

        Resource find(LocalRuntime runtime, MockOptions mocks) {
            String wanted = name.substring(0, name.length() - testCase.length());
            Resource found = new RunnableNames(runtime.template())
                    .find(wanted)
                    .orElseThrow(() -> new UsageException(RunnableNames.unknown(wanted, runtime.template())));
            if (!testCase.isEmpty() && !(found instanceof Resource.StateMachine && mocks.isGiven())) {
                throw new UsageException(name
                        + ": a test case runs a state machine, and is read from the file that --mock-config names");
            }
            return found;
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

        int print(Output to) {
            history.ifPresent(to.err()::println);
            output.ifPresentOrElse(to.out()::println, () -> to.err().println(failure));
            return output.isPresent() ? SUCCEEDED : FAILED;
        }
    }

    private static JsonNode event(Arguments arguments) {
        if (arguments.has(INPUT) && arguments.has(EVENT)) {
            throw new UsageException("give --input or --event, not both");
        }
        String text = arguments.value(INPUT).orElse("{}");
        Path file = text.startsWith("@") ? Arguments.path(text.substring(1)) : arguments.file(EVENT);
        try {
            return Json.parse(file == null ? text : Files.readString(file));
        } catch (JsonSyntaxException e) {
            throw new UsageException("the event is not JSON: " + e.getMessage());
        } catch (NoSuchFileException _) {
            throw new UsageException("no such file: " + file);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Result run(MachineRun run, Called called, JsonNode input) {
        JsonNode answer = ended(run, called, input);
        String status = answer.path("status").asText();
        if (status.equals("SUCCEEDED")) {
            return new Result(Optional.of(answer.path("output").asText()), "");
        }
        return new Result(
                Optional.empty(),
                status + " " + answer.path("error").asText() + ": "
                        + answer.path("cause").asText());
    }

    private static JsonNode ended(MachineRun run, Called called, JsonNode input) {
        try {
            return run.ended(called.testCase(), input);
        } catch (AwsException refused) {
            throw new UsageException(refused.message());
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
