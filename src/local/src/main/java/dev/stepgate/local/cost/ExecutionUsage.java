// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads the usage of an execution from its history, as GetExecutionHistory returns it.
///
/// A Standard execution is charged for each state it enters and each retry; an Express one for its request
/// and its duration, in steps of 100 ms, times 64 MB, which suffices for a small definition and small data
/// ([pricing](https://aws.amazon.com/step-functions/pricing/)). A function is charged for its request and
/// for each millisecond times its memory; cold starts are not included.
public final class ExecutionUsage {
    private static final double EXPRESS_GB = 64.0 / 1024;
    private static final double EXPRESS_STEP = 0.1;
    private static final Set<String> COUNTED_ELSEWHERE = Set.of("lambda", "states", "aws-sdk:sfn");

    private final String machine;
    private final FunctionMemory memory;
    private final Price lambdaDuration;
    private final Map<Long, JsonNode> events = new HashMap<>();
    private final List<Usage> usages = new ArrayList<>();

    private ExecutionUsage(String machine, FunctionMemory memory, boolean arm64, List<JsonNode> history) {
        this.machine = machine;
        this.memory = memory;
        this.lambdaDuration = arm64 ? Price.LAMBDA_GB_SECOND_ARM64 : Price.LAMBDA_GB_SECOND_X86_64;
        history.forEach(event -> events.put(event.path("id").asLong(), event));
    }

    /// The facts needed to read a history.
    ///
    /// @param machine the name of the machine in the usages
    /// @param express whether the machine is an Express one
    /// @param arm64 whether functions run on Arm processors
    public record Reading(String machine, boolean express, boolean arm64) {}

    public static List<Usage> of(Reading reading, FunctionMemory memory, List<JsonNode> history) {
        ExecutionUsage usage = new ExecutionUsage(reading.machine(), memory, reading.arm64(), history);
        if (reading.express()) {
            usage.express(history);
        } else {
            usage.standard(history);
        }
        history.forEach(usage::task);
        return usage.usages;
    }

    private void express(List<JsonNode> history) {
        double seconds = history.isEmpty() ? 0 : seconds(history.getLast()) - seconds(history.getFirst());
        double billed = Math.max(1, Math.ceil(Math.round(seconds * 1000) / 1000.0 / EXPRESS_STEP)) * EXPRESS_STEP;
        usages.add(new Usage(machine, Price.EXPRESS_REQUEST, 1));
        usages.add(new Usage(machine, Price.EXPRESS_GB_SECOND, billed * EXPRESS_GB));
    }

    private void standard(List<JsonNode> history) {
        Set<Long> attempted = new HashSet<>();
        for (JsonNode event : history) {
            String type = event.path("type").asText();
            boolean retried = type.endsWith("Scheduled")
                    && !attempted.add(entered(event).path("id").asLong());
            if (type.endsWith("StateEntered") || retried) {
                usages.add(new Usage(where(event), Price.STATE_TRANSITION, 1));
            }
        }
    }

    /// Adds the usage of a task that has ended, or of a call of another service when it is scheduled.
    private void task(JsonNode event) {
        String type = event.path("type").asText();
        if (type.startsWith("LambdaFunction") && isEnd(type)) {
            JsonNode scheduled = earlier(event, "LambdaFunctionScheduled");
            function(
                    event,
                    scheduled
                            .at("/lambdaFunctionScheduledEventDetails/resource")
                            .asText());
        } else if (type.startsWith("Task") && isEnd(type) && service(event).equals("lambda")) {
            String parameters = earlier(event, "TaskScheduled")
                    .at("/taskScheduledEventDetails/parameters")
                    .asText("{}");
            function(event, Json.parse(parameters).path("FunctionName").asText());
        } else if (type.equals("TaskScheduled")) {
            call(event);
        }
    }

    private static boolean isEnd(String type) {
        return type.endsWith("Succeeded") || type.endsWith("Failed") || type.endsWith("TimedOut");
    }

    private void function(JsonNode end, String arn) {
        double seconds = seconds(end) - seconds(earlier(end, "Started"));
        double gigabytes = memory.megabytes(arn) / 1024.0;
        usages.add(new Usage(where(end), Price.LAMBDA_REQUEST, 1));
        usages.add(new Usage(where(end), lambdaDuration, Math.max(0.001, seconds) * gigabytes));
    }

    private void call(JsonNode scheduled) {
        price(scheduled).ifPresent(price -> usages.add(new Usage(where(scheduled), price, 1)));
    }

    /// Returns the price of a call of a service other than Lambda.
    private static Optional<Price> price(JsonNode scheduled) {
        String action = scheduled.at("/taskScheduledEventDetails/resource").asText();
        boolean reads = action.startsWith("getItem") || action.startsWith("query") || action.startsWith("scan");
        return switch (service(scheduled)) {
            case "sqs" -> Optional.of(Price.SQS_REQUEST);
            case "sns" -> Optional.of(Price.SNS_PUBLISH);
            case "dynamodb", "aws-sdk:dynamodb" -> Optional.of(reads ? Price.DYNAMODB_READ : Price.DYNAMODB_WRITE);
            case "apigateway" -> Optional.of(Price.WEBSOCKET_MESSAGE);
            default -> Optional.empty();
        };
    }

    /// Returns the services that the execution called and that are in no usage, such as `events`: the table of prices
    /// does not have them. Executions that it started have usages of their own.
    public static Set<String> withoutPrice(List<JsonNode> history) {
        return history.stream()
                .filter(event -> event.path("type").asText().equals("TaskScheduled"))
                .filter(event -> price(event).isEmpty())
                .map(ExecutionUsage::service)
                .filter(service -> !COUNTED_ELSEWHERE.contains(service))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String service(JsonNode event) {
        return event.properties().stream()
                .map(member -> member.getValue().path("resourceType").asText())
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String where(JsonNode event) {
        String state = entered(event).at("/stateEnteredEventDetails/name").asText();
        return state.isEmpty() ? machine : machine + ", " + state;
    }

    private JsonNode entered(JsonNode event) {
        return earlier(event, "StateEntered");
    }

    /// Returns the event itself or the nearest earlier one of its branch, whichever has a type that ends so.
    private JsonNode earlier(JsonNode event, String type) {
        JsonNode found = event;
        while (!found.path("type").asText().endsWith(type)) {
            JsonNode previous = events.get(found.path("previousEventId").asLong());
            if (previous == null) {
                return Json.mapper().createObjectNode();
            }
            found = previous;
        }
        return found;
    }

    private static double seconds(JsonNode event) {
        return event.path("timestamp").doubleValue();
    }
}
