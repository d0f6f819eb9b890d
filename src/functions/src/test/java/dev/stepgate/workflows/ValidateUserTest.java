// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class ValidateUserTest {
    private static final String V1 = "Lambda | Validate User V1";
    private static final String V2 = "Lambda | Validate User V2";

    private final Stepgate stepgate;
    private final Machine machine;

    ValidateUserTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("ValidateUser");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10, true, Lambda | Validate User V1",
        "1, 9, false, Lambda | Validate User V1",
        "2, 100, true, Lambda | Validate User V2",
        "2, 99, false, Lambda | Validate User V2",
        "3, 100, true, Lambda | Validate User V2"
    })
    void theVersionPicksTheFunction(String version, String id, boolean valid, String state) {
        WorkflowExecution execution = start(version, id);

        String body = "{\\\"user\\\":\\\"" + id + "\\\",\\\"valid\\\":" + valid + "}";
        assertThat(execution)
                .succeededWith("{'statusCode':200,'body':\"" + body + "\"}")
                .passedThroughExactly("version-choice", state);
        assertThat(execution)
                .task(state)
                .wasAttempted(1)
                .sent()
                .at("/Payload/gtw_params/params/path/id")
                .is("'" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1'", "null", "true", "{}"})
    void aVersionThatIsNotANumberIsRefused(String version) {
        assertThat(start(version, "10"))
                .passedThroughExactly("version-choice", "Refuse Version")
                .output()
                .at("/statusCode")
                .is("400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5"})
    void anUnknownVersionIsNotFound(String version) {
        assertThat(start(version, "10"))
                .passedThroughExactly("version-choice", "Unknown Version")
                .output()
                .at("/statusCode")
                .is("404");
    }

    @ParameterizedTest
    @CsvSource({"1, Lambda | Validate User V1", "2, Lambda | Validate User V2"})
    void aServiceErrorIsRetriedTwice(String version, String state) {
        machine.mock(state)
                .fails("Lambda.ServiceException", "busy")
                .then()
                .fails("Lambda.TooManyRequestsException", "busy")
                .then()
                .callsThrough();

        WorkflowExecution execution = start(version, "100");

        assertThat(execution).succeeded().lasted(Duration.ofSeconds(3));
        assertThat(execution)
                .task(state)
                .failedWith("Lambda.ServiceException", "Lambda.TooManyRequestsException")
                .wasRetriedAfter(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lambda.ServiceException",
                "Lambda.AWSLambdaException",
                "Lambda.SdkClientException",
                "Lambda.TooManyRequestsException"
            })
    void aServiceErrorThatStaysFailsTheExecution(String error) {
        machine.mock(V2).fails(error, "busy");

        WorkflowExecution execution = start("2", "100");

        assertThat(execution).failedWith(error, "busy").task(V2).wasRetried(2);
    }

    @Test
    void anErrorOfTheFunctionIsNotRetried() {
        WorkflowExecution execution = machine.start("{'version':1}");

        assertThat(execution).failedWith("java.lang.IllegalArgumentException");
        assertThat(execution).task(V1).wasAttempted(1);
    }

    @Test
    void aFunctionThatHangsFailsTheExecutionAfterTenSeconds() {
        machine.mock(V1).timesOut();

        WorkflowExecution execution = start("1", "10");

        assertThat(execution).failedWith("States.Timeout").lasted(Duration.ofSeconds(10));
        assertThat(execution).task(V1).timedOut().wasAttempted(1);
    }

    @Test
    void theExecutionEndsBeforeTheApiGivesUp() {
        machine.mock(V1).failsAfter(Duration.ofSeconds(9), "Lambda.ServiceException", "busy");

        assertThat(stepgate.rest().get("/1/users/10").status()).isEqualTo(504);
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).timedOut().lasted(Duration.ofSeconds(25)));
    }

    @Test
    void theApiReturnsTheAnswerOfTheFunction() {
        assertThat(stepgate.rest().get("/1/users/10").json()).isEqualTo(Stepgate.json("{'user':'10','valid':true}"));
        assertThat(machine.executions()).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    private WorkflowExecution start(String version, String id) {
        return machine.start("{'version':" + version + ",'gtw_params':{'params':{'path':{'id':'" + id + "'}}}}");
    }
}
