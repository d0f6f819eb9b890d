// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.PREFIX;
import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// [StartExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html),
/// [StartSyncExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html)
/// and the operations that inspect executions.
class ExecutionsTest {
    private static final String WAITING =
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'End': true}}}";
    private static final String FAILING =
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Error': 'Broken', 'Cause': 'by design'}}}";

    private final TestService service = new TestService();

    private JsonNode describe(String arn) {
        return service.call("DescribeExecution", "{'executionArn': '" + arn + "'}");
    }

    private List<String> types(String members) {
        return service.call("GetExecutionHistory", members).findValuesAsText("type");
    }

    @Test
    void describesAFinishedExecution() {
        String execution = service.start(service.machine("orders", WAITING), "one", "{'a': 1}");

        assertThat(service.end(execution)).isEqualTo(json("""
                {'executionArn': 'arn:aws:states:us-east-1:123456789012:execution:orders:one',
                 'stateMachineArn': 'arn:aws:states:us-east-1:123456789012:stateMachine:orders', 'name': 'one',
                 'status': 'SUCCEEDED', 'startDate': 1735689600.000, 'stopDate': 1735689660.000,
                 'input': '{\\"a\\":1}', 'inputDetails': {'included': true},
                 'output': '{\\"a\\":1}', 'outputDetails': {'included': true},
                 'redriveCount': 0, 'redriveStatus': 'NOT_REDRIVABLE',
                 'redriveStatusReason': 'Execution is SUCCEEDED and cannot be redriven'}"""));
    }

    @Test
    void describesARunningExecution() {
        service.time().pause();
        JsonNode running = describe(service.start(service.machine("orders", WAITING), "one", "{}"));

        assertThat(running.path("status").asText()).isEqualTo("RUNNING");
        assertThat(running.has("stopDate")).isFalse();
        assertThat(running.has("output")).isFalse();
    }

    @Test
    void describesAFailedExecution() {
        JsonNode failed = service.end(service.start(service.machine("orders", FAILING), "one", "{}"));

        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("error").asText()).isEqualTo("Broken");
        assertThat(failed.path("cause").asText()).isEqualTo("by design");
        assertThat(failed.path("redriveStatus").asText()).isEqualTo("REDRIVABLE");
    }

    @Test
    void leavesDataOutWhenMetadataAreEnough() {
        String execution = service.start(service.machine("orders"), "one", "{'secret': 1}");
        service.end(execution);

        JsonNode metadata = service.call(
                "DescribeExecution", "{'executionArn': '%s', 'includedData': 'METADATA_ONLY'}".formatted(execution));
        JsonNode history = service.call(
                "GetExecutionHistory", "{'executionArn': '%s', 'includeExecutionData': false}".formatted(execution));

        assertThat(metadata.toString()).doesNotContain("secret");
        assertThat(history.toString()).doesNotContain("secret");
    }

    @Test
    void theSameStartOfARunningExecutionIsTheSameExecution() {
        service.time().pause();
        String machine = service.machine("orders", WAITING);

        assertThat(service.start(machine, "one", "{'a': 1}")).isEqualTo(service.start(machine, "one", "{'a': 1}"));
        assertThat(service.call("ListExecutions", "{'stateMachineArn': '" + machine + "'}")
                        .path("executions"))
                .hasSize(1);
    }

    @Test
    void namesAreUsedOnce() {
        service.time().pause();
        String machine = service.machine("orders", WAITING);
        String execution = service.start(machine, "one", "{'a': 1}");
        assertExists(() -> service.start(machine, "one", "{'a': 2}"));

        service.time().resume();
        service.end(execution);

        assertExists(() -> service.start(machine, "one", "{'a': 1}"));
    }

    private static void assertExists(Runnable start) {
        assertThatThrownBy(start::run).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.code()).isEqualTo("ExecutionAlreadyExists");
            assertThat(refused.message()).isEqualTo("Execution Already Exists: '" + PREFIX + "execution:orders:one'");
        });
    }

    @Test
    void stopsWithErrorAndCause() {
        service.time().pause();
        String execution = service.start(service.machine("orders", WAITING), "one", "{}");

        service.call(
                "StopExecution",
                "{'executionArn': '%s', 'error': 'Enough', 'cause': 'it is late'}".formatted(execution));

        JsonNode stopped = describe(execution);
        assertThat(stopped.path("status").asText()).isEqualTo("ABORTED");
        assertThat(stopped.path("error").asText()).isEqualTo("Enough");
        assertThat(stopped.path("cause").asText()).isEqualTo("it is late");
        assertThat(types("{'executionArn': '" + execution + "'}")).endsWith("ExecutionAborted");
    }

    @Test
    void stoppingAFinishedExecutionChangesNothing() {
        String execution = service.start(service.machine("orders"), "one", "{}");
        JsonNode ended = service.end(execution);

        JsonNode stopped = service.call("StopExecution", "{'executionArn': '" + execution + "'}");

        assertThat(stopped.path("stopDate")).isEqualTo(ended.path("stopDate"));
        assertThat(describe(execution)).isEqualTo(ended);
    }

    @Test
    void listsExecutionsNewestFirstAndByStatus() {
        String good = service.machine("good");
        String bad = service.machine("bad", FAILING);
        List.of("one", "two").forEach(name -> service.end(service.start(good, name, "{}")));
        service.end(service.start(bad, "three", "{}"));

        assertThat(names("{'stateMachineArn': '" + good + "'}")).containsExactly("two", "one");
        assertThat(names("{'stateMachineArn': '" + good + "', 'statusFilter': 'FAILED'}"))
                .isEmpty();
        assertThat(names("{'stateMachineArn': '" + bad + "', 'statusFilter': 'FAILED'}"))
                .containsExactly("three");
    }

    private List<String> names(String members) {
        return service.call("ListExecutions", members).findValuesAsText("name");
    }

    @Test
    void readsHistoryInPagesAndBackwards() {
        String execution = service.start(service.machine("orders"), "one", "{}");
        service.end(execution);

        JsonNode first =
                service.call("GetExecutionHistory", "{'executionArn': '%s', 'maxResults': 3}".formatted(execution));
        List<String> rest = types("{'executionArn': '%s', 'nextToken': '%s'}"
                .formatted(execution, first.path("nextToken").asText()));

        assertThat(first.findValuesAsText("type"))
                .containsExactly("ExecutionStarted", "PassStateEntered", "PassStateExited");
        assertThat(rest).containsExactly("ExecutionSucceeded");
        assertThat(types("{'executionArn': '%s', 'reverseOrder': true, 'maxResults': 1}".formatted(execution)))
                .containsExactly("ExecutionSucceeded");
    }

    @Test
    void aPageTokenIsValidForItsListOnly() {
        String one = service.start(service.machine("orders"), "one", "{}");
        String two = service.start(PREFIX + "stateMachine:orders", "two", "{}");
        service.end(one);
        service.end(two);
        String token = service.call("GetExecutionHistory", "{'executionArn': '" + one + "', 'maxResults': 1}")
                .path("nextToken")
                .asText();

        assertThatThrownBy(() -> types("{'executionArn': '%s', 'nextToken': '%s'}".formatted(two, token)))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("InvalidToken");
                    assertThat(refused.message()).isEqualTo("Invalid Token: 'Invalid token'");
                });
    }

    @Test
    void expressExecutionsAreAnsweredAtTheirEnd() {
        String machine = service.express("quick", WAITING);

        JsonNode answer = service.call(
                "StartSyncExecution", "{'stateMachineArn': '%s', 'name': 'one', 'input': '{}'}".formatted(machine));

        assertThat(answer.path("executionArn").asText()).startsWith(PREFIX + "express:quick:one:");
        assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(answer.path("stopDate").asLong()).isEqualTo(1735689660);
        assertThat(answer.path("output").asText()).isEqualTo("{}");
        assertThat(answer.path("billingDetails"))
                .isEqualTo(json("{'billedMemoryUsedInMB': 64, 'billedDurationInMilliseconds': 60100}"));
    }

    @Test
    void failedExpressExecutionsAreAnswersToo() {
        String machine = service.express("quick", FAILING);

        JsonNode answer = service.call("StartSyncExecution", "{'stateMachineArn': '" + machine + "'}");

        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("error").asText()).isEqualTo("Broken");
        assertThat(answer.has("output")).isFalse();
    }

    @Test
    void expressExecutionsMayShareANameAndAreNotKept() {
        String machine = service.express("quick", "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}");
        String first = service.start(machine, "one", "{}");
        String second = service.start(machine, "one", "{}");

        assertThat(first).isNotEqualTo(second);
        assertThatThrownBy(() -> describe(first))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("InvalidArn"));
        assertThatThrownBy(() -> service.call("ListExecutions", "{'stateMachineArn': '" + machine + "'}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("StateMachineTypeNotSupported"));
    }

    @Test
    void redrivenExecutionsKeepTheirName() {
        String execution = service.start(service.machine("orders", FAILING), "one", "{}");
        service.end(execution);
        String members = "{'executionArn': '" + execution + "', 'clientToken': 'again'}";

        service.call("RedriveExecution", members);
        service.call("RedriveExecution", members);

        JsonNode ended = service.end(execution);
        assertThat(ended.path("redriveCount").asInt()).isEqualTo(1);
        assertThat(ended.has("redriveDate")).isTrue();
        assertThat(ended.path("status").asText()).isEqualTo("FAILED");
        assertThat(types("{'executionArn': '" + execution + "'}")).containsOnlyOnce("ExecutionRedriven");
        assertThat(names("{'stateMachineArn': '%sstateMachine:orders', 'redriveFilter': 'NOT_REDRIVEN'}"
                        .formatted(PREFIX)))
                .isEmpty();
    }

    @Test
    void successfulExecutionsCannotBeRedriven() {
        String execution = service.start(service.machine("orders"), "one", "{}");
        service.end(execution);

        assertThatThrownBy(() -> service.call("RedriveExecution", "{'executionArn': '" + execution + "'}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ExecutionNotRedrivable");
                    assertThat(refused.message()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
                });
    }

    @Test
    void aRedriveIsRememberedByItsTokenForAQuarterOfAnHour() throws InterruptedException {
        String execution = service.start(service.machine("orders", FAILING), "one", "{}");
        service.end(execution);
        for (String token : List.of("a", "b", "a")) {
            service.call("RedriveExecution", "{'executionArn': '%s', 'clientToken': '%s'}".formatted(execution, token));
            service.end(execution);
        }
        service.time().advance(Duration.ofMinutes(16));
        service.call("RedriveExecution", "{'executionArn': '" + execution + "', 'clientToken': 'a'}");

        assertThat(service.end(execution).path("redriveCount").asInt()).isEqualTo(3);
    }

    @Test
    void afterFourteenDaysNothingIsRedriven() throws InterruptedException {
        String execution = service.start(service.machine("orders", FAILING), "one", "{}");
        service.end(execution);

        service.time().advance(Duration.ofDays(14));
        assertThat(describe(execution).path("redriveStatus").asText()).isEqualTo("REDRIVABLE");
        service.time().advance(Duration.ofSeconds(1));

        assertThat(describe(execution).path("redriveStatus").asText()).isEqualTo("NOT_REDRIVABLE");
        assertThat(describe(execution).path("redriveStatusReason").asText())
                .isEqualTo("Execution redrivable period exceeded");
        assertThatThrownBy(() -> service.call("RedriveExecution", "{'executionArn': '" + execution + "'}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ExecutionNotRedrivable");
                    assertThat(refused.message()).isEqualTo("Execution redrivable period exceeded");
                });
    }

    @Test
    void theOldestFinishedExecutionsAreForgotten() throws InterruptedException {
        TestService small = new TestService(new Retention(2, 1_000, Long.MAX_VALUE));
        String machine = small.machine("orders");
        String waiting = small.machine("waiting", WAITING);
        small.time().pause();
        String running = small.start(waiting, "running", "{}");
        for (String name : List.of("one", "two", "three")) {
            small.start(machine, name, "{}");
            small.time().awaitIdle();
        }

        assertThat(small.call("ListExecutions", "{'stateMachineArn': '" + machine + "'}")
                        .findValuesAsText("name"))
                .containsExactly("three", "two");
        assertThat(small.call("DescribeExecution", "{'executionArn': '" + running + "'}")
                        .path("status")
                        .asText())
                .isEqualTo("RUNNING");
    }

    @Test
    void executionsAreForgottenWhenTheirEventsAreTooMany() throws InterruptedException {
        TestService small = new TestService(new Retention(1_000, 8, Long.MAX_VALUE));
        String machine = small.machine("orders");
        for (String name : List.of("one", "two", "three")) {
            small.start(machine, name, "{}");
            small.time().awaitIdle();
        }

        assertThat(small.call("ListExecutions", "{'stateMachineArn': '" + machine + "'}")
                        .findValuesAsText("name"))
                .containsExactly("three", "two");
    }

    /// Each execution keeps the text of its input and the parsed data: some 300,000 bytes.
    @Test
    void executionsAreForgottenWhenTheyHoldTooManyBytes() throws InterruptedException {
        TestService small = new TestService(new Retention(1_000, 1_000, 700_000));
        String machine = small.machine("orders");
        for (String name : List.of("one", "two", "three")) {
            small.start(machine, name, "\"" + "x".repeat(100_000) + "\"");
            small.time().awaitIdle();
        }

        assertThat(small.call("ListExecutions", "{'stateMachineArn': '" + machine + "'}")
                        .findValuesAsText("name"))
                .containsExactly("three", "two");
    }

    /// The error is the one that AWS gives at a million running executions in an account.
    @Test
    void noFurtherExecutionStartsWhenThoseThatRunHoldTooManyBytes() throws InterruptedException {
        TestService small = new TestService(new Retention(1_000, 1_000, 300_000));
        String waiting = small.machine("waiting", WAITING);
        small.time().pause();
        String input = "\"" + "x".repeat(100_000) + "\"";
        String first = small.start(waiting, "one", input);
        small.start(waiting, "two", input);

        assertThatThrownBy(() -> small.start(waiting, "three", input))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ExecutionLimitExceeded"));
        small.call("StopExecution", "{'executionArn': '" + first + "'}");
        small.time().awaitIdle();
        assertThat(small.start(waiting, "three", input)).endsWith(":three");
    }

    /// As recorded on AWS in 2024: there is no output, but there are details of one.
    @Test
    void aFailedSynchronousExecutionHasOutputDetailsToo() {
        String machine = service.express("quick", "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail'}}}");

        JsonNode answer = service.call("StartSyncExecution", "{'stateMachineArn': '" + machine + "'}");

        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(answer.has("output")).isFalse();
        assertThat(answer.path("outputDetails")).isEqualTo(TestService.json("{'included': true}"));
    }

    /// AWS's sample project of a Standard machine that waits for an Express one, with `startExecution.sync`.
    @Test
    void theEndOfAnExpressExecutionReachesItsCaller() throws Exception {
        String machine = service.express("quick", "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true}}}");
        String execution = service.call(
                        "StartExecution", "{'stateMachineArn': '" + machine + "', 'name': 'one', 'input': '[1]'}")
                .path("executionArn")
                .asText();

        JsonNode end = service.states().endOf(execution).toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertThat(end.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("output").asText()).isEqualTo("[1]");
        assertThat(end.path("name").asText()).isEqualTo("one");
        assertThatThrownBy(() -> describe(execution)).isInstanceOf(AwsException.class);
    }
}
