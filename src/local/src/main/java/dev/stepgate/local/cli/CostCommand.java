// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.Option;

/// Runs one execution and prints what it would cost on AWS, with the executions that it brings about. A first run,
/// which loads the functions' classes, is not counted.
final class CostCommand implements Command {
    private static final Option INPUT = CommandOption.value("input", "JSON", "the input (default: {})");

    private static final WholeNumbers NUMBERS_A_DAY = new WholeNumbers(0, Long.MAX_VALUE);
    private static final int USUAL_NUMBER_A_DAY = 1000;

    private static final Option PER_DAY = CommandOption.value(
            "per-day", "N", "executions a day, for the sum of a month (default: " + USUAL_NUMBER_A_DAY + ")");

    private static final Option API = CommandOption.value(
            "api",
            "KIND",
            "the kind of API that starts it and is paid for as well: rest, websocket or none (default: none)");

    private static final Option ARCHITECTURE = CommandOption.value(
            "architecture", "NAME", "the architecture of the functions: arm64 or x86_64 (default: arm64)");

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String description() {
        return "Run one state machine once and print what it would cost on AWS, and where the money goes.";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TemplateOptions.ALL);
        options.addAll(List.of(INPUT, PER_DAY, API, ARCHITECTURE));
        options.addAll(LogOptions.ALL);
        return options;
    }

    @Override
    public Optional<Parameter> parameter() {
        return Optional.of(new Parameter("MACHINE", true, "a state machine: its logical id, name or ARN"));
    }

    @Override
    public int run(Arguments arguments, Output output) {
        RuntimeOptions options = new TemplateOptions(arguments).on(new RuntimeOptions.Ports(0, 0, 0));
        ConsoleLog log = LogOptions.of(arguments).to(output.err(), ConsoleLog.Detail.FUNCTIONS);
        long perDay = NUMBERS_A_DAY.read(arguments, PER_DAY, USUAL_NUMBER_A_DAY);
        Prices prices = Prices.of(arguments);
        EveryExecution executions = new EveryExecution();
        try (LocalRuntime runtime =
                LocalRuntime.start(options, RuntimeDependencies.real(log).watchedBy(executions))) {
            MachineRun run =
                    new MachineRun(runtime, find(runtime, arguments.parameter().orElseThrow()));
            JsonNode json = json(arguments.value(INPUT).orElse("{}"));
            run(run, json);
            executions.histories(runtime.template());
            executions.forget();
            run(run, json);
            CostReport report = prices.report(runtime, executions.histories(runtime.template()));
            output.out().print(report.text(perDay));
            output.out().flush();
            return SUCCEEDED;
        }
    }

    /// What the price depends on besides the histories.
    private record Prices(String api, boolean isArm64) {
        static Prices of(Arguments arguments) {
            return new Prices(
                    arguments.choice(API, List.of("none", "rest", "websocket")),
                    arguments.choice(ARCHITECTURE, List.of("arm64", "x86_64")).equals("arm64"));
        }

        CostReport report(LocalRuntime runtime, List<EveryExecution.History> histories) {
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
                case "rest" -> List.of(new Usage("API Gateway", Price.REST_REQUEST, 1));
                case "websocket" -> List.of(new Usage("API Gateway", Price.WEBSOCKET_MESSAGE, 2));
                default -> List.of();
            };
        }

        private List<Usage> usage(LocalRuntime runtime, EveryExecution.History history) {
            ExecutionUsage.Reading reading = new ExecutionUsage.Reading(history.machine(), history.express(), isArm64);
            return ExecutionUsage.of(reading, arn -> memory(runtime, arn), history.events());
        }

        private static int memory(LocalRuntime runtime, String arn) {
            return runtime.template().all(Resource.Function.class).stream()
                    .filter(function -> arn.equals(function.arn()) || arn.startsWith(function.arn() + ":"))
                    .mapToInt(Resource.Function::memoryMb)
                    .findFirst()
                    .orElse(128);
        }
    }

    private static Resource.StateMachine find(LocalRuntime runtime, String machine) {
        return new RunnableNames(runtime.template())
                .find(machine)
                .filter(Resource.StateMachine.class::isInstance)
                .map(Resource.StateMachine.class::cast)
                .orElseThrow(() -> new UsageException(machine + " is not a state machine of the template"));
    }

    private static JsonNode json(String input) {
        try {
            return Json.parse(input);
        } catch (JsonSyntaxException e) {
            throw new UsageException("--input is not JSON: " + e.getMessage());
        }
    }

    private static void run(MachineRun run, JsonNode json) {
        try {
            JsonNode unused = run.ended("", json);
        } catch (AwsException refused) {
            throw new UsageException(refused.message());
        }
    }
}
