// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.cost.CostReport;
import dev.stepgate.local.cost.ExecutionUsage;
import dev.stepgate.local.cost.Price;
import dev.stepgate.local.cost.PriceTable;
import dev.stepgate.local.cost.Usage;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs one execution and prints what it would cost on AWS, with the executions that it brings about. A first run,
/// which loads the functions' classes, is not counted.
@Command(
        name = "cost",
        description = "Run one state machine once and print what it would cost on AWS, and where the money goes.",
        mixinStandardHelpOptions = true)
final class CostCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "MACHINE", description = "a state machine: its logical id, name or ARN")
    private String machine = "";

    @Option(names = "--input", paramLabel = "JSON", description = "the input (default: ${DEFAULT-VALUE})")
    private String input = "{}";

    @Option(
            names = "--per-day",
            paramLabel = "N",
            description = "executions a day, for the sum of a month (default: ${DEFAULT-VALUE})")
    private long perDay = 1000;

    @Option(
            names = "--api",
            paramLabel = "KIND",
            description =
                    "the kind of API that starts it and is paid for as well: rest, websocket or none (default: ${DEFAULT-VALUE})")
    private Api api = Api.none;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description = "the architecture of the functions: arm64 or x86_64 (default: ${DEFAULT-VALUE})")
    private Architecture architecture = Architecture.arm64;

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    private enum Api {
        rest,
        websocket,
        none
    }

    private enum Architecture {
        arm64,
        x86_64
    }

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        RuntimeOptions options = template.on(new RuntimeOptions.Ports(0, 0, 0));
        EveryExecution executions = new EveryExecution();
        try (LocalRuntime runtime = LocalRuntime.start(
                options,
                new MockOptions()
                        .dependencies(log.to(spec.commandLine().getErr(), ConsoleLog.Detail.FUNCTIONS))
                        .watchedBy(executions))) {
            MachineRun run = new MachineRun(runtime, find(runtime));
            JsonNode json = json();
            run(run, json);
            executions.histories(runtime.template());
            executions.forget();
            run(run, json);
            CostReport report = report(runtime, executions.histories(runtime.template()));
            spec.commandLine().getOut().print(report.text(perDay));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    private CostReport report(LocalRuntime runtime, List<EveryExecution.History> histories) {
        List<Usage> usages = new ArrayList<>(gatewayUsage());
        Set<String> withoutPrice = new TreeSet<>();
        histories.forEach(history -> {
            usages.addAll(usage(runtime, history));
            withoutPrice.addAll(ExecutionUsage.withoutPrice(history.events()));
        });
        return new CostReport(PriceTable.published(), usages, withoutPrice);
    }

    private List<Usage> gatewayUsage() {
        return switch (api) {
            case rest -> List.of(new Usage("API Gateway", Price.REST_REQUEST, 1));
            case websocket -> List.of(new Usage("API Gateway", Price.WEBSOCKET_MESSAGE, 2));
            case none -> List.of();
        };
    }

    private List<Usage> usage(LocalRuntime runtime, EveryExecution.History history) {
        ExecutionUsage.Reading reading =
                new ExecutionUsage.Reading(history.machine(), history.express(), architecture == Architecture.arm64);
        return ExecutionUsage.of(reading, arn -> memory(runtime, arn), history.events());
    }

    private static int memory(LocalRuntime runtime, String arn) {
        return runtime.template().all(Resource.Function.class).stream()
                .filter(function -> arn.equals(function.arn()) || arn.startsWith(function.arn() + ":"))
                .mapToInt(Resource.Function::memoryMb)
                .findFirst()
                .orElse(128);
    }

    private Resource.StateMachine find(LocalRuntime runtime) {
        return new RunnableNames(runtime.template())
                .find(machine)
                .filter(Resource.StateMachine.class::isInstance)
                .map(Resource.StateMachine.class::cast)
                .orElseThrow(() -> wrong(machine + " is not a state machine of the template"));
    }

    private JsonNode json() {
        try {
            return Json.parse(input);
        } catch (JsonSyntaxException e) {
            throw wrong("--input is not JSON: " + e.getMessage());
        }
    }

    private void run(MachineRun run, JsonNode json) {
        try {
            JsonNode unused = run.ended("", json);
        } catch (AwsException refused) {
            throw wrong(refused.message());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
