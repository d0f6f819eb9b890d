// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// [Map runs](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html) and their
/// child executions.
class MapRunsTest {
    private final TestService service = new TestService();

    private String start(String settings, String processor) {
        return start(service, settings, processor);
    }

    private static String start(TestService service, String settings, String processor) {
        String machine = service.machine("orders", """
                {'StartAt': 'Each', 'States': {'Each': {'Type': 'Map', 'Label': 'Each', %s
                  'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                                    'StartAt': 'P', 'States': {'P': %s}}, 'End': true}}}""".formatted(settings, processor));
        return service.start(machine, "one", "[1, 2, 3, 4, 5]");
    }

    private String mapRun(String execution) {
        return service.call("ListMapRuns", "{'executionArn': '" + execution + "'}")
                .path("mapRuns")
                .path(0)
                .path("mapRunArn")
                .asText();
    }

    private JsonNode describe(String mapRun) {
        return service.call("DescribeMapRun", "{'mapRunArn': '" + mapRun + "'}");
    }

    @Test
    void describesAFinishedRun() {
        String execution = start(
                "'ToleratedFailureCount': 2, 'ItemBatcher': {'MaxItemsPerBatch': 2},", "{'Type': 'Pass', 'End': true}");
        service.end(execution);

        JsonNode run = describe(mapRun(execution));

        assertThat(run.path("mapRunArn").asText())
                .startsWith("arn:aws:states:us-east-1:123456789012:mapRun:orders/Each:");
        assertThat(run.path("executionArn").asText()).isEqualTo(execution);
        assertThat(run.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(run.path("maxConcurrency").asInt()).isZero();
        assertThat(run.path("toleratedFailureCount").asInt()).isEqualTo(2);
        assertThat(run.path("itemCounts").path("succeeded").asInt()).isEqualTo(5);
        assertThat(run.path("executionCounts")).isEqualTo(json("""
                {'pending': 0, 'running': 0, 'succeeded': 3, 'failed': 0, 'timedOut': 0, 'aborted': 0, 'total': 3,
                 'resultsWritten': 0, 'failuresNotRedrivable': 0, 'pendingRedrive': 0}"""));
    }

    @Test
    void countsWhatRunsAndWhatIsLeft() throws InterruptedException {
        service.time().pause();
        String execution = start("'MaxConcurrency': 2,", "{'Type': 'Wait', 'Seconds': 9, 'End': true}");
        service.time().awaitIdle();

        JsonNode counts = describe(mapRun(execution)).path("executionCounts");

        assertThat(counts.path("running").asInt()).isEqualTo(2);
        assertThat(counts.path("pending").asInt()).isEqualTo(3);
    }

    @Test
    void updatedLimitsHoldFromThenOn() throws InterruptedException {
        service.time().pause();
        String execution = start("'MaxConcurrency': 1,", "{'Type': 'Wait', 'Seconds': 9, 'End': true}");
        service.time().awaitIdle();
        String run = mapRun(execution);

        service.call("UpdateMapRun", "{'mapRunArn': '" + run + "', 'maxConcurrency': 4}");
        service.time().awaitIdle();

        assertThat(describe(run).path("maxConcurrency").asInt()).isEqualTo(4);
        assertThat(describe(run).path("itemCounts").path("running").asInt()).isEqualTo(4);
    }

    @Test
    void aCompletedRunIsNotUpdated() {
        String execution = start("", "{'Type': 'Pass', 'End': true}");
        service.end(execution);
        String run = mapRun(execution);

        assertThatThrownBy(() -> service.call("UpdateMapRun", "{'mapRunArn': '" + run + "', 'maxConcurrency': 4}"))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ValidationException");
                    assertThat(refused.members().path("reason").asText()).isEqualTo("CANNOT_UPDATE_COMPLETED_MAP_RUN");
                });
    }

    @Test
    void executionsOfARunAreKnown() {
        String execution = start("", "{'Type': 'Pass', 'End': true}");
        service.end(execution);
        String run = mapRun(execution);

        JsonNode listed =
                service.call("ListExecutions", "{'mapRunArn': '" + run + "'}").path("executions");
        JsonNode child = service.call(
                "DescribeExecution",
                "{'executionArn': '" + listed.path(0).path("executionArn").asText() + "'}");

        assertThat(listed).hasSize(5);
        assertThat(listed.findValuesAsText("itemCount")).containsOnly("1");
        assertThat(child.path("mapRunArn").asText()).isEqualTo(run);
        assertThat(child.path("stateMachineArn").asText())
                .isEqualTo("arn:aws:states:us-east-1:123456789012:stateMachine:orders/Each");
        assertThat(child.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(List.of("1", "2", "3", "4", "5"))
                .contains(child.path("input").asText());
    }

    @Test
    void theMachineOfAChildIsThePartItRuns() {
        String execution = start("", "{'Type': 'Pass', 'End': true}");
        service.end(execution);
        String child = service.call("ListExecutions", "{'mapRunArn': '" + mapRun(execution) + "'}")
                .path("executions")
                .path(0)
                .path("executionArn")
                .asText();

        JsonNode machine = service.call("DescribeStateMachineForExecution", "{'executionArn': '" + child + "'}");

        assertThat(machine.path("label").asText()).isEqualTo("Each");
        assertThat(json(machine.path("definition").asText()).path("States"))
                .isEqualTo(json("{'P': {'Type': 'Pass', 'End': true}}"));
    }

    @Test
    void executionsWhoseHistoriesMadeRoomAreDescribedAsBefore() {
        TestService small = new TestService(new Retention(1_000, 9, Long.MAX_VALUE));
        String passes = "{'Type': 'Pass', 'Result': {'done': true}, 'End': true}";
        String kept = start("", passes);
        String dropped = start(small, "", passes);
        service.end(kept);

        assertThat(small.end(dropped)).isEqualTo(service.end(kept));
        assertThat(executions(small, dropped)).isEqualTo(executions(service, kept));
        assertThat(run(small, dropped)).isEqualTo(run(service, kept));
        List<String> arns = executions(small, dropped).findValuesAsText("executionArn");
        assertThat(small.call("DescribeExecution", execution(arns.getFirst())))
                .isEqualTo(service.call("DescribeExecution", execution(arns.getFirst())));
        assertThat(small.call("GetExecutionHistory", execution(arns.getLast())).path("events"))
                .hasSize(4);
        assertThatThrownBy(() -> small.call("GetExecutionHistory", execution(arns.getFirst())))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ExecutionDoesNotExist"));
    }

    @Test
    void aRedriveKeepsTheResultsOfExecutionsWhoseHistoriesMadeRoom() {
        TestService small = new TestService(new Retention(1_000, 1, Long.MAX_VALUE));
        String execution = start(small, "'ToleratedFailureCount': 0,", """
                {'Type': 'Choice', 'Choices': [{'Variable': '$', 'NumericEquals': 5, 'Next': 'F'}], 'Default': 'G'},
                'G': {'Type': 'Pass', 'End': true}, 'F': {'Type': 'Fail', 'Error': 'E'}""");
        small.end(execution);

        small.call("RedriveExecution", execution(execution));
        small.end(execution);

        JsonNode counts = run(small, execution).path("executionCounts");
        assertThat(counts.path("succeeded").asInt()).isEqualTo(4);
        assertThat(counts.path("failed").asInt()).isEqualTo(1);
        assertThat(executions(small, execution)).hasSize(5);
    }

    private static String execution(String arn) {
        return "{'executionArn': '" + arn + "'}";
    }

    private static JsonNode run(TestService service, String execution) {
        String run = service.call("ListMapRuns", execution(execution))
                .path("mapRuns")
                .path(0)
                .path("mapRunArn")
                .asText();
        return service.call("DescribeMapRun", "{'mapRunArn': '" + run + "'}");
    }

    private static JsonNode executions(TestService service, String execution) {
        String run = run(service, execution).path("mapRunArn").asText();
        return service.call("ListExecutions", "{'mapRunArn': '" + run + "'}").path("executions");
    }
}
