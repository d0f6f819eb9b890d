// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The example of
/// [AWS's documentation](https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html); how
/// invocations are counted is from a recording of Step Functions Local 2.0.0 ([floci
/// 3254](https://github.com/floci-io/floci/issues/3254)).
@StepgateTest(template = "src/test/resources/dev/stepgate/test/mock-configuration/template.yaml")
@SuppressWarnings("NullAway")
class MockConfigurationTest {
    private static final Path FILE =
            Path.of("src/test/resources/dev/stepgate/test/mock-configuration/MockConfigFile.json");
    private static final String SENT = "{'MD5OfMessageBody':'3bcb6e8e-7h85-4375-b0bc-1a59812c6e51',"
            + "'MessageId':'3bcb6e8e-8b51-4375-b0bc-1a59812c6e51'}";

    private final Stepgate stepgate;

    MockConfigurationTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @BeforeEach
    void read() {
        stepgate.mockConfiguration(FILE);
    }

    @Test
    void theHappyPathReturnsWhatIsMocked() {
        WorkflowExecution execution = start("LambdaSQSIntegration", "HappyPath");

        assertThat(execution).succeededWith(SENT);
        assertThat(execution.history())
                .extracting(event -> event.path("type").textValue())
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(json(execution
                        .history()
                        .get(6)
                        .at("/stateEnteredEventDetails/input")
                        .textValue()))
                .isEqualTo(json("{'StatusCode':200,'Payload':{'StatusCode':200,'body':'Hello from Lambda!'}}"));
    }

    @Test
    void theRetryPathFailsThreeTimesBefore() {
        WorkflowExecution execution = start("LambdaSQSIntegration", "RetryPath");

        assertThat(execution).succeededWith(SENT);
        assertThat(execution.history())
                .filteredOn(event -> event.path("type").textValue().equals("TaskFailed"))
                .extracting(event -> event.at("/taskFailedEventDetails/error").textValue())
                .containsExactly(
                        "Lambda.ResourceNotReadyException", "Lambda.TimeoutException", "Lambda.TimeoutException");
        assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:00:14Z");
    }

    @Test
    void theHybridPathSendsARealMessage() {
        start("LambdaSQSIntegration", "HybridPath");
        stepgate.time().awaitIdle();

        JsonNode received = stepgate.call(
                "sqs",
                "ReceiveMessage",
                json("{'QueueUrl':'https://sqs.us-east-1.amazonaws.com/123456789012/myQueue'}"));

        assertThat(json(received.at("/Messages/0/Body").textValue()))
                .isEqualTo(json("{'StatusCode':200,'Payload':{'StatusCode':200,'body':'Hello from Lambda!'}}"));
    }

    @Test
    void anExpressWorkflowRunsItsTestCaseSynchronously() {
        JsonNode answer = stepgate.call("states", "StartSyncExecution", request("Quick", "HappyPath"));

        assertThat(json(answer.path("output").textValue())).isEqualTo(json(SENT));
        assertThat(answer.path("stateMachineArn").textValue()).endsWith(":stateMachine:Quick");
    }

    @Test
    void invocationsOfAStateAreCountedThroughTheWholeExecution() {
        WorkflowExecution execution =
                stepgate.machine("Items").testCase("Counted").start("[1,2]");

        assertThat(execution).succeededWith("['first','second']");
        assertThat(stepgate.machine("Items").start("[1,2]")).succeededWith("['first','second']");
    }

    @Test
    void anInvocationWithoutAResponseFailsTheExecutionWhateverIsCaught() {
        WorkflowExecution execution =
                stepgate.machine("Items").testCase("Counted").start("[1,2,3]");
        stepgate.time().awaitIdle();

        JsonNode failed = execution.history().getLast().path("executionFailedEventDetails");
        assertThat(failed.path("error").textValue()).isEqualTo("States.Runtime");
        assertThat(failed.path("cause").textValue())
                .endsWith("The state 'Call' is invoked for number 3, and the mocked response 'Sequence' has only"
                        + " [0, 1, 2]");
    }

    @Test
    void aTestCaseStaysUntilAnotherOneIsChosen() {
        Machine machine = stepgate.machine("LambdaSQSIntegration").testCase("HappyPath");
        machine.mock("LambdaState").fails("No", "the test case comes first");

        assertThat(machine.start("{}")).succeededWith(SENT);

        machine.testCase("").mock("LambdaState").returns("{'Payload':1}");
        machine.mock("SQSState").returns("{'MessageId':'m'}");
        assertThat(machine.start("{}")).succeededWith("{'MessageId':'m'}");
    }

    @Test
    void aMarkWithoutATestCaseMocksNothing() {
        stepgate.machine("LambdaSQSIntegration").mock("LambdaState").returns("{'Payload':1}");
        stepgate.machine("LambdaSQSIntegration").mock("SQSState").returns("{'MessageId':'m'}");

        assertThat(start("LambdaSQSIntegration", "")).succeededWith("{'MessageId':'m'}");
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        Machine items = stepgate.machine("Items");

        assertThatThrownBy(() -> items.testCase("Happy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The mock configuration MockConfigFile.json has no test case 'Happy' of the state machine"
                        + " 'Items'; it has [Counted, Stale]");
        assertThatThrownBy(() -> items.testCase("Stale"))
                .hasMessage("The mock configuration MockConfigFile.json mocks [Col, Each] in the test case 'Stale',"
                        + " but the Task states of 'Items' are [Call]");
        assertThatThrownBy(() -> start("LambdaSQSIntegration", "Happy"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ValidationException"));
    }

    @Test
    void withoutAMockConfigurationThereIsNoTestCase() {
        stepgate.reset();

        assertThatThrownBy(() -> stepgate.machine("Items").testCase("Counted"))
                .hasMessage("no mock configuration has been read; mockConfiguration(file) reads one");
    }

    private WorkflowExecution start(String machine, String testCase) {
        JsonNode unused = stepgate.call("states", "StartExecution", request(machine, testCase));
        List<WorkflowExecution> all = stepgate.machine(machine).executions();
        return all.getLast();
    }

    private static JsonNode request(String machine, String testCase) {
        return json("{'stateMachineArn':'arn:aws:states:us-east-1:123456789012:stateMachine:" + machine + "#" + testCase
                + "'}");
    }
}
