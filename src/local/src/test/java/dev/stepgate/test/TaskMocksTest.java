// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.stepfunctions.FieldValidationMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@StepgateTest(template = "src/test/resources/dev/stepgate/test/mocks.yaml")
@SuppressWarnings("NullAway")
class TaskMocksTest {
    private final Stepgate stepgate;

    TaskMocksTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    /// Outputs as in the services' API references.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    Function       | LambdaFunctionScheduled, LambdaFunctionStarted, LambdaFunctionSucceeded | {'done':true}
                    Invoke         | TaskScheduled, TaskStarted, TaskSucceeded                | {'StatusCode':200,'Payload':{'a':1}}
                    Queue          | TaskScheduled, TaskStarted, TaskSucceeded                | {'MessageId':'m-1'}
                    Topic          | TaskScheduled, TaskStarted, TaskSucceeded                | {'MessageId':'m-1'}
                    Start          | TaskScheduled, TaskStarted, TaskSucceeded                | {'ExecutionArn':'arn:x','StartDate':'2025'}
                    Start and wait | TaskScheduled, TaskStarted, TaskSubmitted, TaskSucceeded | {'ExecutionArn':'arn:x','StateMachineArn':'arn:y','StartDate':'2025','Status':'SUCCEEDED','Output':'{}'}
                    Start and read | TaskScheduled, TaskStarted, TaskSubmitted, TaskSucceeded | {'ExecutionArn':'arn:x','StateMachineArn':'arn:y','StartDate':'2025','Status':'SUCCEEDED','Output':{}}
                    Api            | TaskScheduled, TaskStarted, TaskSucceeded                | {'StatusCode':200,'ResponseBody':'hello'}
                    Http           | TaskScheduled, TaskStarted, TaskSucceeded                | {'StatusCode':200,'ResponseBody':'hello'}
                    Callback       | TaskScheduled, TaskStarted, TaskSubmitted, TaskSucceeded | {'any':'thing'}
                    Worker         | ActivityScheduled, ActivityStarted, ActivitySucceeded    | {'done':true}
                    Stream         | TaskScheduled, TaskStarted, TaskSucceeded                | {'SequenceNumber':'1'}
                    """)
    void everyKindOfTaskReturnsWhatItsMockSays(String state, String events, String output) {
        stepgate.machine("Kinds").mock(state).returns(output);

        WorkflowExecution execution = stepgate.machine("Kinds").start(json("'" + state + "'"));

        assertThat(execution).succeededWith(output);
        assertThat(taskEvents(execution)).isEqualTo(List.of(events.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Function       | LambdaFunctionScheduled, LambdaFunctionStarted, LambdaFunctionFailed
                    Invoke         | TaskScheduled, TaskStarted, TaskFailed
                    Start and wait | TaskScheduled, TaskStarted, TaskSubmitted, TaskFailed
                    Callback       | TaskScheduled, TaskStarted, TaskSubmitted, TaskFailed
                    Worker         | ActivityScheduled, ActivityStarted, ActivityFailed
                    """)
    void everyKindOfTaskFailsAsItsMockSays(String state, String events) {
        stepgate.machine("Kinds").mock(state).fails("Some.Error", "some cause");

        WorkflowExecution execution = stepgate.machine("Kinds").start(json("'" + state + "'"));
        stepgate.time().awaitIdle();

        assertThat(taskEvents(execution)).isEqualTo(List.of(events.split(", ")));
        assertThat(execution.history().getLast().path("executionFailedEventDetails"))
                .isEqualTo(json("{'error':'Some.Error','cause':'some cause'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Callback | 20 | TaskScheduled, TaskStarted, TaskSubmitted, TaskTimedOut
                    Worker   | 60 | ActivityScheduled, ActivityStarted, ActivityTimedOut
                    """)
    void aTaskThatTimesOutTakesTheTimeLimitOfItsState(String state, int seconds, String events) {
        stepgate.machine("Kinds").mock(state).timesOut();

        WorkflowExecution execution = stepgate.machine("Kinds").start(json("'" + state + "'"));
        stepgate.time().awaitIdle();

        assertThat(taskEvents(execution)).isEqualTo(List.of(events.split(", ")));
        assertThat(stepgate.time().now())
                .isEqualTo(Instant.parse("2025-01-01T00:00:00Z").plusSeconds(seconds));
    }

    @Test
    void answersComeInTurnAndTheLastOneStays() {
        TaskMock work = stepgate.machine("Retries").mock("Work");
        work.fails("First", "").then().returns("{'again':true}").times(2).then().returns("{'again':false}");

        assertThat(stepgate.machine("Retries").start("{}")).succeededWith("{'again':false}");
        assertThat(work.sent()).containsExactly(json("{}"), json("{}"), json("{'again':true}"), json("{'again':true}"));
        assertThat(stepgate.machine("Retries").start("{}")).succeededWith("{'again':false}");
    }

    @Test
    void anAttemptHasItsOwnAnswerWheneverItComes() {
        stepgate.machine("Retries")
                .mock("Work")
                .onAttempt(0)
                .fails("Throttled", "slow down")
                .onAttempt(1)
                .timesOut()
                .onAttempt(2)
                .returns("{'again':true}")
                .then()
                .returns("{'never':'given'}");

        WorkflowExecution execution = stepgate.machine("Retries").start("{}");
        stepgate.time().advance(Duration.ofSeconds(70));

        assertThat(taskEvents(execution))
                .filteredOn(type -> !type.endsWith("Scheduled") && !type.endsWith("Started"))
                .startsWith(
                        "LambdaFunctionFailed",
                        "LambdaFunctionTimedOut",
                        "LambdaFunctionSucceeded",
                        "LambdaFunctionFailed",
                        "LambdaFunctionTimedOut");
    }

    @Test
    void aRetryThatIsUsedUpIsCaught() {
        TaskMock work = stepgate.machine("Retries").mock("Work").fails("Always", "the same");

        assertThat(stepgate.machine("Retries").start("{}")).succeededWith("{'gaveUp':'Always','because':'the same'}");
        assertThat(work.sent()).hasSize(4);
        assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:00:07Z");
    }

    @Test
    void anAnswerMayTakeItsTime() {
        stepgate.machine("Retries").mock("Work").returnsAfter(Duration.ofSeconds(29), "{'again':false}");

        assertThat(stepgate.machine("Retries").start("{}")).succeededWith("{'again':false}");
        assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:00:29Z");
    }

    @Test
    void anAnswerThatTakesLongerThanTheTaskMayIsATimeout() {
        stepgate.machine("Retries")
                .mock("Work")
                .failsAfter(Duration.ofSeconds(31), "Late", "")
                .then()
                .returns("{'again':false}");

        WorkflowExecution execution = stepgate.machine("Retries").start("{}");

        assertThat(execution).succeededWith("{'again':false}");
        assertThat(taskEvents(execution)).contains("LambdaFunctionTimedOut").doesNotContain("LambdaFunctionFailed");
    }

    @Test
    void theClockStandsWhileTheTestHoldsTheTaskToken() {
        TaskMock callback = stepgate.machine("Kinds").mock("Callback").awaitsCallback();
        WorkflowExecution execution = stepgate.machine("Kinds").start("'Callback'");

        TaskToken token = callback.token();
        stepgate.time().advance(Duration.ofSeconds(15));
        token.heartbeat();
        stepgate.time().advance(Duration.ofSeconds(15));
        token.succeed("{'status':200}");

        assertThat(execution).succeededWith("{'status':200}");
        assertThat(callback.sent().getFirst().path("MessageBody").textValue()).isEqualTo(token.value());
        assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:00:30Z");
    }

    @Test
    void theTestAnswersAnActivityWithAFailure() {
        TaskMock worker = stepgate.machine("Kinds").mock("Worker").awaitsCallback();
        WorkflowExecution execution = stepgate.machine("Kinds").start("'Worker'");

        worker.token().fail("No.Worker", "all gone");
        stepgate.time().awaitIdle();

        assertThat(execution.history().getLast().path("executionFailedEventDetails"))
                .isEqualTo(json("{'error':'No.Worker','cause':'all gone'}"));
    }

    @Test
    void anyClientMayAnswerTheTokenAndTheClockGoesOn() {
        TaskMock callback = stepgate.machine("Kinds").mock("Callback").awaitsCallback();
        WorkflowExecution first = stepgate.machine("Kinds").start("'Callback'");
        String token = callback.token().value();
        callback.then().returnsAfter(Duration.ofSeconds(5), "'later'");

        stepgate.call("states", "SendTaskSuccess", json("{'taskToken':'" + token + "','output':'1'}"));

        assertThat(first).succeededWith("1");
        assertThat(stepgate.machine("Kinds").start("'Callback'")).succeededWith("'later'");
    }

    @Test
    void aCallbackThatNeverComesTimesOutOnceTheClockGoesOn() {
        stepgate.machine("Kinds").mock("Callback").awaitsCallback();
        WorkflowExecution execution = stepgate.machine("Kinds").start("'Callback'");
        stepgate.time().awaitIdle();

        stepgate.time().resume();
        stepgate.time().awaitIdle();

        assertThat(taskEvents(execution)).endsWith("TaskTimedOut");
    }

    @Test
    void aFunctionComputesTheAnswerFromTheParameters() {
        stepgate.machine("Items").mock("Inline Work").answers(item -> json("{'was':" + item + "}"));
        TaskMock distributed =
                stepgate.machine("Items").mock("Distributed Work").echoes();

        assertThat(stepgate.machine("Items").start("[1,2]")).succeededWith("[[{'was':1},{'was':2}],[1,2]]");
        assertThat(distributed.sent()).containsExactly(json("1"), json("2"));
    }

    @Test
    void aFunctionMayFailOneItem() {
        stepgate.machine("Items").mock("Distributed Work").echoes();
        stepgate.machine("Items").mock("Inline Work").answers(item -> {
            if (item.asInt() == 2) {
                throw new TaskFailure("Bad.Item", "two");
            }
            return item;
        });

        WorkflowExecution execution = stepgate.machine("Items").start("[1,2,3]");
        stepgate.time().awaitIdle();

        assertThat(execution.history().getLast().path("executionFailedEventDetails"))
                .isEqualTo(json("{'error':'Bad.Item','cause':'two'}"));
    }

    @Test
    void anAssertionInAFunctionThatFailsEndsTheExecutionWhateverIsRetriedOrCaught() {
        TaskMock work = stepgate.machine("Retries").mock("Work").answers(input -> {
            throw new AssertionError("not as expected: " + input);
        });

        WorkflowExecution execution = stepgate.machine("Retries").start("{}");
        stepgate.time().awaitIdle();

        assertThat(work.sent()).hasSize(1);
        assertThat(execution
                        .history()
                        .getLast()
                        .at("/executionFailedEventDetails/error")
                        .textValue())
                .isEqualTo("States.Runtime");
        assertThat(execution
                        .history()
                        .getLast()
                        .at("/executionFailedEventDetails/cause")
                        .textValue())
                .endsWith("The mock of the state 'Work' threw java.lang.AssertionError: not as expected: {}");
    }

    @Test
    void anExpressWorkflowBehindARouteIsMockedToo() {
        stepgate.machine("Quick").mock("Answer").answers(sent -> {
            assertThat(sent).isEqualTo(json("{'FunctionName':'nowhere','Payload':{'n':1}}"));
            return json("{'StatusCode':200,'Payload':{'said':'hello'}}");
        });

        RestAnswer answer = stepgate.rest().post("/quick", "{\"n\":1}");

        assertThat(answer.json()).isEqualTo(json("{'said':'hello'}"));
    }

    @Test
    void theResultOfAFunctionIsWrappedForLambdaInvoke() {
        stepgate.machine("Kinds").mock("Invoke").returnsPayload("{'a':1}");

        assertThat(stepgate.machine("Kinds").start("'Invoke'"))
                .succeededWith("{'ExecutedVersion':'$LATEST','Payload':{'a':1},'StatusCode':200}");
        assertThatThrownBy(() -> stepgate.machine("Kinds").mock("Function").returnsPayload("1"))
                .hasMessage("Function of Kinds does not call lambda:invoke: its Resource is"
                        + " arn:aws:lambda:us-east-1:123456789012:function:nowhere");
    }

    @Test
    void aCallThatGoesThroughReachesTheService() {
        TaskMock work = stepgate.machine("Retries").mock("Work").callsThrough();

        WorkflowExecution execution = stepgate.machine("Retries").start("{}");
        stepgate.time().awaitIdle();

        assertThat(execution
                        .history()
                        .getLast()
                        .at("/executionSucceededEventDetails/output")
                        .textValue())
                .startsWith("{\"gaveUp\":\"Lambda.ResourceNotFoundException\"");
        assertThat(work.sent()).hasSize(4);
    }

    @Test
    void aServiceThatIsNotHereHasToBeMockedWhenItIsReached() {
        WorkflowExecution execution = stepgate.machine("Kinds").start("'Stream'");
        stepgate.time().awaitIdle();

        assertThat(execution
                        .history()
                        .getLast()
                        .at("/executionFailedEventDetails/cause")
                        .textValue())
                .endsWith(
                        "Resource 'arn:aws:states:::aws-sdk:kinesis:putRecord' is not supported by this local runtime");
    }

    @Test
    void aMockThatDiffersFromTheServicesShapeIsRefusedUnlessToldOtherwise() {
        TaskMock start = stepgate.machine("Kinds").mock("Start and wait");

        assertThatThrownBy(() -> start.returns("{'Output':'{}'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Start and wait of Kinds: Mock result schema validation error: Required field"
                        + " 'ExecutionArn' is missing; its Resource is"
                        + " arn:aws:states:::states:startExecution.sync, fieldValidationMode STRICT");

        start.fieldValidationMode(FieldValidationMode.PRESENT).returns("{'Output':'{}'}");
        assertThat(stepgate.machine("Kinds").start("'Start and wait'")).succeededWith("{'Output':'{}'}");
    }

    @Test
    void onlyAnExistingTaskCanBeMocked() {
        Machine machine = stepgate.machine("Items");

        assertThatThrownBy(() -> machine.mock("Work"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no state Work in Items; its Task states are [Inline Work, Distributed Work]");
        assertThatThrownBy(() -> machine.mock("Both"))
                .hasMessage("Both of Items is a Parallel, and only a Task can be mocked;"
                        + " its Task states are [Inline Work, Distributed Work]");
    }

    @Test
    void meaninglessMocksAreRefused() {
        TaskMock invoke = stepgate.machine("Kinds").mock("Invoke");

        assertThatThrownBy(invoke::timesOut)
                .hasMessage("Invoke of Kinds has neither TimeoutSeconds nor HeartbeatSeconds;"
                        + " neverAnswers() waits for the time limit of the execution");
        assertThatThrownBy(invoke::awaitsCallback)
                .hasMessage("Invoke of Kinds has no task token: its Resource is arn:aws:states:::lambda:invoke");
        assertThatThrownBy(invoke::then).hasMessage("then() follows an answer");
        assertThatThrownBy(() -> invoke.fails("A", "").fails("B", ""))
                .hasMessage("this call has its answer; then() goes on to the next call, onAttempt(n) to an attempt");
        assertThatThrownBy(() -> invoke.onAttempt(-1))
                .hasMessage("onAttempt(-1): the first attempt is 0, its retries follow");
        assertThatThrownBy(invoke::token).hasMessage("Invoke of Kinds has no task token: it was called 0 times");
    }

    @Test
    void aResetForgetsMocks() {
        stepgate.machine("Retries").mock("Work").returns("{'again':false}");

        stepgate.reset();

        assertThat(stepgate.machine("Retries").start("{}"))
                .satisfies(execution -> assertThat(taskEvents(execution)).contains("LambdaFunctionFailed"));
    }

    /// Returns the events of tasks, without those around them.
    private static List<String> taskEvents(WorkflowExecution execution) {
        return execution.history().stream()
                .map(event -> event.path("type").textValue())
                .filter(type -> type.startsWith("Task") && !type.startsWith("TaskState")
                        || type.startsWith("Lambda")
                        || type.startsWith("Activity"))
                .toList();
    }
}
