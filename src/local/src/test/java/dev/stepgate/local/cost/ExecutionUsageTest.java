// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Histories as GetExecutionHistory gives them, and what AWS's pricing pages say is paid for.
class ExecutionUsageTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:work:live";

    private final FunctionMemory memory = arn -> {
        assertThat(arn).isEqualTo(FUNCTION);
        return 512;
    };

    @Test
    void aStandardExecutionPaysForEachStateAndEachRetry() {
        List<JsonNode> history = events("""
                {"type":"ExecutionStarted","timestamp":1}
                {"type":"TaskStateEntered","timestamp":1,"stateEnteredEventDetails":{"name":"Work"}}
                {"type":"LambdaFunctionScheduled","timestamp":1,"lambdaFunctionScheduledEventDetails":{"resource":"FUNCTION"}}
                {"type":"LambdaFunctionStarted","timestamp":2}
                {"type":"LambdaFunctionFailed","timestamp":4}
                {"type":"LambdaFunctionScheduled","timestamp":5,"lambdaFunctionScheduledEventDetails":{"resource":"FUNCTION"}}
                {"type":"LambdaFunctionStarted","timestamp":6}
                {"type":"LambdaFunctionSucceeded","timestamp":7}
                {"type":"TaskStateExited","timestamp":7}
                {"type":"SucceedStateEntered","timestamp":7,"stateEnteredEventDetails":{"name":"Done"}}
                {"type":"ExecutionSucceeded","timestamp":7}
                """);

        List<Usage> usages = ExecutionUsage.of(new ExecutionUsage.Reading("M", false, true), memory, history);

        assertThat(usages)
                .containsExactly(
                        new Usage("M, Work", Price.STATE_TRANSITION, 1),
                        new Usage("M, Work", Price.STATE_TRANSITION, 1),
                        new Usage("M, Done", Price.STATE_TRANSITION, 1),
                        new Usage("M, Work", Price.LAMBDA_REQUEST, 1),
                        new Usage("M, Work", Price.LAMBDA_GB_SECOND_ARM64, 1),
                        new Usage("M, Work", Price.LAMBDA_REQUEST, 1),
                        new Usage("M, Work", Price.LAMBDA_GB_SECOND_ARM64, 0.5));
    }

    @Test
    void servicesWithoutAPriceAreNamed() {
        List<JsonNode> history = events("""
                {"type":"ExecutionStarted","timestamp":1}
                {"type":"TaskStateEntered","timestamp":1,"stateEnteredEventDetails":{"name":"Tell"}}
                {"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"events","resource":"putEvents"}}
                {"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"sqs","resource":"sendMessage"}}
                {"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"states","resource":"startExecution"}}
                """);

        assertThat(ExecutionUsage.withoutPrice(history)).containsExactly("events");
        assertThat(new CostReport(PriceTable.published(), List.of(), Set.of("events")).text(1))
                .contains("Not counted, since no price is known here: calls of events");
    }

    @Test
    void anExpressExecutionPaysForItsRequestAndItsTimeInStepsOf100Milliseconds() {
        List<JsonNode> history = events("""
                {"type":"ExecutionStarted","timestamp":1}
                {"type":"PassStateEntered","timestamp":1,"stateEnteredEventDetails":{"name":"A"}}
                {"type":"PassStateExited","timestamp":1.21}
                {"type":"ExecutionSucceeded","timestamp":1.21}
                """);

        List<Usage> usages = ExecutionUsage.of(new ExecutionUsage.Reading("M", true, true), memory, history);

        assertThat(usages).extracting(Usage::price).containsExactly(Price.EXPRESS_REQUEST, Price.EXPRESS_GB_SECOND);
        assertThat(usages.getLast().quantity()).isCloseTo(0.3 / 16, within(1e-12));
    }

    @Test
    void callsOfServicesArePaidForWhereTheyAreMade() {
        List<JsonNode> history = events("""
                {"type":"ExecutionStarted","timestamp":1}
                {"type":"TaskStateEntered","timestamp":1,"stateEnteredEventDetails":{"name":"Call"}}
                {"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"lambda","resource":"invoke","parameters":"{\\"FunctionName\\":\\"FUNCTION\\"}"}}
                {"type":"TaskStarted","timestamp":1,"taskStartedEventDetails":{"resourceType":"lambda","resource":"invoke"}}
                {"type":"TaskSucceeded","timestamp":3,"taskSucceededEventDetails":{"resourceType":"lambda","resource":"invoke"}}
                {"type":"TaskStateEntered","timestamp":3,"stateEnteredEventDetails":{"name":"Read"}}
                {"type":"TaskScheduled","timestamp":3,"taskScheduledEventDetails":{"resourceType":"dynamodb","resource":"getItem"}}
                {"type":"TaskSucceeded","timestamp":3,"taskSucceededEventDetails":{"resourceType":"dynamodb","resource":"getItem"}}
                {"type":"TaskStateEntered","timestamp":3,"stateEnteredEventDetails":{"name":"Write"}}
                {"type":"TaskScheduled","timestamp":3,"taskScheduledEventDetails":{"resourceType":"dynamodb","resource":"putItem"}}
                {"type":"TaskStateEntered","timestamp":3,"stateEnteredEventDetails":{"name":"Send"}}
                {"type":"TaskScheduled","timestamp":3,"taskScheduledEventDetails":{"resourceType":"sqs","resource":"sendMessage"}}
                """);

        assertThat(ExecutionUsage.of(new ExecutionUsage.Reading("M", false, false), memory, history).stream()
                        .filter(usage -> usage.price() != Price.STATE_TRANSITION))
                .containsExactly(
                        new Usage("M, Call", Price.LAMBDA_REQUEST, 1),
                        new Usage("M, Call", Price.LAMBDA_GB_SECOND_X86_64, 1),
                        new Usage("M, Read", Price.DYNAMODB_READ, 1),
                        new Usage("M, Write", Price.DYNAMODB_WRITE, 1),
                        new Usage("M, Send", Price.SQS_REQUEST, 1));
    }

    /// A workflow of five steps is five transitions; a million of them are 25 USD
    /// (https://aws.amazon.com/step-functions/pricing/). A GB-second on Arm is 0.0000133334 USD
    /// (https://aws.amazon.com/lambda/pricing/).
    @Test
    void theSumIsQuantityTimesPublishedPrice() {
        CostReport report = new CostReport(
                PriceTable.published(),
                List.of(
                        new Usage("M, A", Price.STATE_TRANSITION, 5),
                        new Usage("M, B", Price.LAMBDA_GB_SECOND_ARM64, 15)),
                Set.of());

        assertThat(report.total()).isCloseTo(5 * 25.0 / 1e6 + 15 * 0.0000133334, within(1e-12));
        assertThat(report.text(1000))
                .contains("us-east-1", "2026-11-27", "5  state transition", "9.75")
                .containsSubsequence("61.5%  M, B", "38.5%  M, A")
                .contains("https://aws.amazon.com/step-functions/pricing/");
    }

    @Test
    void everyPriceHasItsSource() {
        PriceTable prices = PriceTable.published();

        assertThat(Price.values()).allSatisfy(price -> {
            assertThat(prices.usd(price)).isPositive();
            assertThat(prices.unit(price)).isNotBlank();
            assertThat(prices.source(price)).startsWith("https://aws.amazon.com/");
        });
    }

    /// One event a line; each comes after the one before it.
    private static List<JsonNode> events(String lines) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines.strip().split("\n")) {
            int id = events.size() + 1;
            String ids = "{\"id\":" + id + ",\"previousEventId\":" + (id - 1) + ",";
            events.add(
                    Json.parse(ids + line.strip().replace("FUNCTION", FUNCTION).substring(1)));
        }
        return events;
    }
}
