// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.callback.SignedCallback;
import dev.stepgate.test.Machine;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class ReceiveCallbackTest {
    private static final String VERIFY = "Verify Signature";
    private static final String SIGNED = "Is It Signed?";
    private static final String USE = "Use Callback";
    private static final String FIND = "Find Callback";
    private static final String KNOWN = "Is It Known?";
    private static final String SUCCEEDED = "Did the API Succeed?";
    private static final String SUCCESS = "Send Task Success";
    private static final String FAILURE = "Send Task Failure";
    private static final String RELEASE = "Release Callback";
    private static final String LATE = "Remember It Was Late";

    private final Stepgate stepgate;
    private final Machine machine;
    private WorkflowExecution caller;
    private String id = "";

    ReceiveCallbackTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("ReceiveCallback");
    }

    /// Starts an execution that waits for a callback over HTTP; the simulator of the API does nothing.
    @BeforeEach
    void call() {
        stepgate.machine("ExternalApiSimulator").mock("Callback over HTTP").returnsPayload("{}");
        stepgate.time().pause();
        caller = stepgate.machine("AsyncApiCallback")
                .start("{'waitTime':0,'status':'success','callback':'http','heartbeatSeconds':60}");
        stepgate.time().advance(Duration.ZERO);
        id = stepgate.call("dynamodb", "Scan", Stepgate.json("{'TableName':'stepgate-Callbacks'}"))
                .at("/Items/0/id/S")
                .asText();
        assertThat(id).isNotEmpty();
    }

    @Test
    void aSignedBodyIsTheTasksOutput() {
        assertThat(send("{\"status\":200,\"order\":7}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.text()).isEqualTo("{\"callback\":\"taken\"}"));

        assertThat(caller).succeededWith("{'status':200,'order':7}");
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, SUCCEEDED, SUCCESS, "Taken");
    }

    @Test
    void aSignedErrorIsTheTasksFailure() {
        assertThat(send("{\"error\":\"OutOfStock\",\"cause\":\"none left\"}").status())
                .isEqualTo(200);

        assertThat(caller).failedWith("OutOfStock", "none left");
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, SUCCEEDED, FAILURE, "Taken");
    }

    @Test
    void anEmptyErrorIsAFailureToo() {
        assertThat(send("{\"error\":\"\"}").status()).isEqualTo(200);

        assertThat(caller).failedWith("CallbackFailed");
    }

    @Test
    void aSecondCallbackIsAConflict() {
        send("{\"status\":200}");

        assertThat(send("{\"status\":200}").status()).isEqualTo(409);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, FIND, KNOWN, "Used Already");
    }

    @ParameterizedTest
    @CsvSource({SUCCESS + ", '{\"status\":200}'", FAILURE + ", '{\"error\":\"E\"}'"})
    void aLateCallbackIsGoneHoweverOftenItIsMade(String state, String body) {
        stepgate.time().advance(Duration.ofSeconds(61));
        assertThat(caller).failedWith("States.Timeout");

        assertThat(send(body).status()).isEqualTo(410);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, SUCCEEDED, state, LATE, "Too Late");

        assertThat(send(body).status()).isEqualTo(410);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, FIND, KNOWN, "Too Late");
        assertThat(heartbeat().status()).isEqualTo(410);
    }

    @Test
    void aLateCallbackIsGoneWhetherOrNotItIsRemembered() {
        machine.mock(LATE).fails("DynamoDB.ThrottlingException", "busy");
        stepgate.time().advance(Duration.ofSeconds(61));

        assertThat(send("{\"status\":200}").status()).isEqualTo(410);
    }

    @Test
    void anUnknownCallbackIsNotFound() {
        id = "11111111-2222-3333-4444-555555555555";

        assertThat(send("{\"status\":200}").status()).isEqualTo(404);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, USE, FIND, KNOWN, "Unknown Callback");
    }

    @Test
    void anUnsignedCallbackIsRefusedWhateverItsId() {
        RestAnswer answer = stepgate.rest().post("/async/callbacks/" + id, "{\"status\":200}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, "Refuse Signature");
        assertThat(caller).isRunning();
    }

    @Test
    void anOldSignatureIsRefused() {
        SignedCallback callback = SignedCallback.of(stepgate, id, "{\"status\":200}");
        stepgate.time().advance(Duration.ofSeconds(301));

        assertThat(callback.send(stepgate.rest(), "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"error\":7}"})
    void aBodyThatIsNotAnObjectIsRefusedAndMayBeCorrected(String body) {
        assertThat(send(body).status()).isEqualTo(400);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, "Refuse Body");

        assertThat(send("{\"status\":200}").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLongForTheWorkflowIsRefusedAndMayBeCorrected() {
        for (int length : List.of(258_001, 261_300, 262_000, 262_144, 262_145)) {
            assertThat(send(ofLength(length)).status()).isEqualTo(413);
        }
        assertThat(send(ofLength(258_000)).status()).isEqualTo(200);

        assertThat(caller).succeeded();
    }

    @Test
    void aHeartbeatKeepsTheTaskAlive() {
        for (int i = 0; i < 3; i++) {
            stepgate.time().advance(Duration.ofSeconds(50));
            assertThat(heartbeat().text()).isEqualTo("{\"heartbeat\":\"taken\"}");
        }
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, FIND, KNOWN, "Send Task Heartbeat", "Taken");

        assertThat(send("{\"status\":200}").status()).isEqualTo(200);
        assertThat(caller).succeeded().lasted(Duration.ofSeconds(150));
    }

    @Test
    void aHeartbeatAfterTheCallbackIsGone() {
        send("{\"status\":200}");

        assertThat(heartbeat().status()).isEqualTo(410);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, FIND, KNOWN, "Too Late");
    }

    @Test
    void aHeartbeatAfterTheTimeoutIsGone() {
        stepgate.time().advance(Duration.ofSeconds(61));

        assertThat(heartbeat().status()).isEqualTo(410);
        assertThat(last()).passedThroughExactly(VERIFY, SIGNED, FIND, KNOWN, "Send Task Heartbeat", "Too Late");
    }

    @ParameterizedTest
    @CsvSource({SUCCESS + ", '{\"status\":200}'", FAILURE + ", '{\"error\":\"E\"}'"})
    void aCallbackThatCouldNotBePassedOnMayBeMadeAgain(String state, String body) {
        machine.mock(state).fails("Sfn.SfnException", "busy").times(1).then().callsThrough();

        assertThat(send(body).status()).isEqualTo(503);
        assertThat(last()).passedThrough(state, RELEASE, "Try Again");

        assertThat(send(body).status()).isEqualTo(200);
    }

    @Test
    void aReleaseIsTriedTwiceMore() {
        machine.mock(SUCCESS).fails("Sfn.SfnException", "busy");
        machine.mock(RELEASE).fails("DynamoDB.ThrottlingException", "busy");
        stepgate.time().resume();

        assertThat(send("{\"status\":200}").status()).isEqualTo(503);
        assertThat(last())
                .failedWith("DynamoDB.ThrottlingException")
                .task(RELEASE)
                .wasAttempted(3);
    }

    @Test
    void aFunctionThatIsBusyIsAskedTwiceMore() {
        machine.mock(VERIFY).fails("Lambda.TooManyRequestsException", "busy");
        stepgate.time().resume();

        assertThat(send("{\"status\":200}").status()).isEqualTo(503);
        assertThat(last()).task(VERIFY).wasAttempted(3);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    /// Makes a body that is so long when its six quotes are escaped.
    private static String ofLength(int escaped) {
        String begin = "{\"status\":200,\"more\":\"";
        return begin + "x".repeat(escaped - begin.length() - 8) + "\"}";
    }

    private WorkflowExecution last() {
        return machine.executions().getLast();
    }

    private RestAnswer send(String body) {
        return SignedCallback.of(stepgate, id, body).send(stepgate.rest(), "");
    }

    private RestAnswer heartbeat() {
        return SignedCallback.of(stepgate, id, "{}").send(stepgate.rest(), "/heartbeat");
    }
}
