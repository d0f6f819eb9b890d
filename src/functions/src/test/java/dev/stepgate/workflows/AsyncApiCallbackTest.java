// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.test.Machine;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.TaskMock;
import dev.stepgate.test.TaskToken;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class AsyncApiCallbackTest {
    private static final String INVOKE = "Invoke Async API & Wait For CallBack";
    private static final String INVOKE_HTTP = "Invoke Async API & Wait For HTTP CallBack";
    private static final String TELL_SUCCESS = "SNS Publish - Send Success Notification";
    private static final String TELL_ERROR = "SNS Publish - Send Error Notification";

    private final Stepgate stepgate;
    private final Machine machine;

    AsyncApiCallbackTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("AsyncApiCallback");
    }

    @Test
    void callsTheApiWaitsForItsCallbackAndNotifiesTheTopic() {
        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success'}");

        assertThat(execution)
                .succeededWith("{'status':200,'payload':{'body':'sample success message'}}")
                .passedThroughExactly("Read Request", "Check Wait Time", INVOKE, "Check Response Status", TELL_SUCCESS)
                .lasted(Duration.ofSeconds(3));
        assertThat(stepgate.queue("RequestQueue"))
                .wasSent(1)
                .wasSent("{'payload':{'waitTime':3,'status':'success'}}")
                .hasReceiveCounts(1)
                .isEmpty();
        assertThat(stepgate.topic("ResponseTopic")).publishedExactly("""
                        {"status":200,"message":"API Executed Successfully","executionId":"%s",
                         "body":{"status":200,"payload":{"body":"sample success message"}}}
                        """.formatted(execution.arn()));
        assertThat(stepgate.log("ResponseLoggerFunction"))
                .singleElement()
                .asString()
                .contains(execution.arn().substring(execution.arn().lastIndexOf(':') + 1))
                .doesNotContain("arn:");
    }

    @Test
    void theRequestIsAnsweredBeforeTheApiHasCalledBack() {
        stepgate.time().pause();

        assertThat(stepgate.rest()
                        .post("/async", "{\"waitTime\":60,\"status\":\"success\"}")
                        .status())
                .isEqualTo(200);
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).isWaitingIn(INVOKE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'waitTime':'3'}", "{'waitTime':null}", "{'waitTime':-1}", "{'waitTime':291}", "[]"})
    void aWaitTimeThatCannotBeServedIsRefused(String request) {
        String cause = "waitTime is to be a number of seconds from 0 to 290.";

        WorkflowExecution execution = machine.start(request);

        assertThat(execution)
                .failedWith("InvalidWaitTime", cause)
                .passedThroughExactly("Read Request", "Check Wait Time", "Refuse Wait Time", TELL_ERROR, "API Failed");
        assertThat(stepgate.queue("RequestQueue")).wasSent(0);
        assertThat(stepgate.topic("ResponseTopic"))
                .published(1)
                .published("{'status':500,'error':'InvalidWaitTime','cause':'" + cause + "'}");
    }

    @Test
    void aFailingCallbackIsCaughtAndReported() {
        WorkflowExecution execution = machine.start("{'waitTime':0,'status':'failure'}");

        assertThat(execution)
                .failedWith("sample error message", "sample error message")
                .passedThroughExactly("Read Request", "Check Wait Time", INVOKE, TELL_ERROR, "API Failed");
        assertThat(stepgate.topic("ResponseTopic"))
                .published("{'error':'sample error message','executionId':'" + execution.arn() + "'}");
    }

    @Test
    void silenceIsATimeoutAfterFiveMinutes() {
        machine.mock(INVOKE).timesOut();

        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success'}");

        assertThat(execution)
                .failedWith("States.Timeout", "The API did not call back in time.")
                .passedThrough(INVOKE, TELL_ERROR, "API Failed")
                .lasted(Duration.ofMinutes(5));
        assertThat(execution).task(INVOKE).timedOut().wasAttempted(1);
    }

    @Test
    void aCallbackAfterTheTimeoutIsRefused() {
        TaskMock invoke = machine.mock(INVOKE).awaitsCallback();
        WorkflowExecution execution = machine.start("{'waitTime':3}");
        TaskToken token = invoke.token();
        stepgate.time().advance(Duration.ofMinutes(6));

        assertThat(execution).failedWith("States.Timeout").lasted(Duration.ofMinutes(5));
        assertThatTimedOut(() -> token.succeed("{'status':200}"));
    }

    @Test
    void aSecondCallbackIsRefused() {
        TaskMock invoke = machine.mock(INVOKE).awaitsCallback();
        WorkflowExecution execution = machine.start("{'waitTime':3}");
        TaskToken token = invoke.token();
        token.succeed("{'status':200}");

        assertThatTimedOut(() -> token.succeed("{'status':200}"));
        assertThatTimedOut(() -> token.fail("Late", "changed my mind"));
        assertThat(execution).succeededWith("{'status':200}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":500,"secret":1} | The API called back with the status 500.
            {"status":"200"}          | The API called back without a status that is a number.
            {}                        | The API called back without a status that is a number.
            []                        | The API called back without a status that is a number.
            """)
    void anUnsuccessfulAnswerIsRefusedAndNotRepeated(String answer, String cause) {
        machine.mock(INVOKE).returns(answer);

        WorkflowExecution execution = machine.start("{'waitTime':0}");

        assertThat(execution)
                .failedWith("ApiStatusNot200", cause)
                .passedThrough("Check Response Status", "Refuse Response", TELL_ERROR, "API Failed");
    }

    @Test
    void aFailureWithoutErrorAndCauseIsAFailureToo() {
        machine.mock(INVOKE).fails("", "");

        WorkflowExecution execution = machine.start("{'waitTime':0}");

        assertThat(execution)
                .failedWith("CallbackFailed", "The API called back with a failure and no cause.")
                .passedThrough(INVOKE, TELL_ERROR, "API Failed");
        assertThat(stepgate.topic("ResponseTopic")).published("{'status':500,'error':'CallbackFailed'}");
    }

    @Test
    void anAnswerTooLongForTheTopicIsLeftOutOfTheNotification() {
        String answer = "{\"status\":200,\"payload\":\"" + "é".repeat(130_000) + "\"}";
        machine.mock(INVOKE).returns(answer);

        WorkflowExecution execution = machine.start("{'waitTime':0}");

        assertThat(execution).succeededWith(answer);
        assertThat(stepgate.topic("ResponseTopic"))
                .published("{'status':200,'body':{'status':200,'omitted':'longer than 30000 characters'}}");
    }

    @Test
    void aLongCauseIsShortenedInTheNotificationAndWholeInTheExecution() {
        String cause = "c".repeat(30_000);
        machine.mock(INVOKE).fails("E", cause);

        assertThat(machine.start("{'waitTime':0}")).failedWith("E", cause);
        assertThat(stepgate.topic("ResponseTopic")).published("{'cause':'" + "c".repeat(1000) + "'}");
    }

    @Test
    void anApiMayCallBackOverHttpWithASignature() {
        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success','callback':'http'}");

        assertThat(execution)
                .succeededWith("{'status':200,'payload':{'body':'sample success message'}}")
                .passedThroughExactly(
                        "Read Request", "Check Wait Time", INVOKE_HTTP, "Check Response Status", TELL_SUCCESS)
                .lasted(Duration.ofSeconds(3));
        assertThat(stepgate.queue("RequestQueue")).wasSent(1).isEmpty();
        assertThat(stepgate.machine("ReceiveCallback").executions()).hasSize(1);
    }

    @Test
    void anApiMayCallBackOverHttpWithAFailure() {
        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'failure','callback':'http'}");

        assertThat(execution)
                .failedWith("sample error message", "sample error message")
                .passedThrough(INVOKE_HTTP, TELL_ERROR, "API Failed");
    }

    @Test
    void anApiWithoutHeartbeatsIsGivenUp() {
        WorkflowExecution execution =
                machine.start("{'waitTime':60,'status':'success','callback':'http','heartbeatSeconds':20}");

        assertThat(execution)
                .failedWith("States.Timeout", "The API did not call back in time.")
                .passedThrough(INVOKE_HTTP, TELL_ERROR, "API Failed")
                .lasted(Duration.ofSeconds(20));
    }

    @Test
    void anApiThatIsSilentOverHttpIsGivenUpASecondBeforeTheTimeout() {
        machine.mock(INVOKE_HTTP).timesOut();

        assertThat(machine.start("{'waitTime':3,'callback':'http'}"))
                .failedWith("States.Timeout")
                .lasted(Duration.ofSeconds(299));
    }

    @Test
    void aFailedSuccessNotificationIsRetriedThreeTimes() {
        machine.mock(TELL_SUCCESS)
                .fails("SNS.InternalErrorException", "busy")
                .times(3)
                .then()
                .callsThrough();

        WorkflowExecution execution = machine.start("{'waitTime':0,'status':'success'}");

        assertThat(execution).succeeded();
        assertThat(execution)
                .task(TELL_SUCCESS)
                .wasRetriedAfter(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(stepgate.topic("ResponseTopic")).published(1);
    }

    @Test
    void aSuccessNotificationThatNeverSucceedsFailsTheExecution() {
        machine.mock(TELL_SUCCESS).fails("SNS.InternalErrorException", "busy");

        assertThat(machine.start("{'waitTime':0,'status':'success'}"))
                .failedWith("SNS.InternalErrorException", "busy")
                .task(TELL_SUCCESS)
                .wasAttempted(4);
    }

    @Test
    void aTopicThatHangsFailsTheExecutionAfterThirtySeconds() {
        machine.mock(TELL_SUCCESS).timesOut();

        assertThat(machine.start("{'waitTime':0,'status':'success'}"))
                .failedWith("States.Timeout")
                .lasted(Duration.ofSeconds(30))
                .task(TELL_SUCCESS)
                .wasAttempted(1);
    }

    @Test
    void anErrorNotificationThatNeverSucceedsDoesNotHideTheError() {
        machine.mock(TELL_ERROR).fails("SNS.InternalErrorException", "busy");

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution).failedWith("InvalidWaitTime").passedThrough(TELL_ERROR, "API Failed");
        assertThat(execution)
                .task(TELL_ERROR)
                .wasRetriedAfter(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aTopicThatHangsDoesNotHideTheErrorEither() {
        machine.mock(TELL_ERROR).timesOut();

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution).failedWith("InvalidWaitTime").lasted(Duration.ofSeconds(30));
        assertThat(execution).task(TELL_ERROR).timedOut().wasAttempted(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"waitTime\":291", "\"waitTime\":0,\"heartbeatSeconds\":300"})
    void aTimeThatIsTooLongIsRefusedByItsName(String members) {
        RestAnswer answer = stepgate.rest().post("/async", "{\"status\":\"success\"," + members + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("waitTime is to be ten seconds shorter", "heartbeatSeconds one second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "http"})
    void aRequestIsRefusedWhereItIsTooLongForTheWorkflow(String callback) {
        String begin = "{\"status\":\"success\",\"waitTime\":0,\"callback\":\"" + callback + "\",\"more\":\"";
        IntFunction<RestAnswer> post =
                bytes -> stepgate.rest().post("/async", begin + "x".repeat(bytes - begin.length() - 2) + "\"}");

        assertThat(post.apply(259_500).status()).isEqualTo(200);
        assertThat(machine.executions().getLast()).succeeded();
        assertThat(post.apply(259_501).status()).isEqualTo(413);
        assertThat(post.apply(262_144).status()).isEqualTo(413);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    /// Asserts AWS's refusal:
    /// https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
    private static void assertThatTimedOut(Runnable callback) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(callback::run)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("TaskTimedOut"));
    }
}
