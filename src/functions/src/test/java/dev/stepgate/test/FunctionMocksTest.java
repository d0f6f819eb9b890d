// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class FunctionMocksTest {

    @Nested
    @StepgateTest
    class OfThisProject {
        private final Stepgate stepgate;

        OfThisProject(Stepgate stepgate) {
            this.stepgate = stepgate;
        }

        @Test
        void aFunctionBehindAQueueIsReplaced() {
            FunctionMock consumer = stepgate.function("RequestConsumerFunction").returns("{'batchItemFailures':[]}");
            stepgate.time().pause();

            WorkflowExecution execution =
                    stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}");
            stepgate.time().advance(Duration.ofSeconds(30));
            JsonNode message =
                    json(consumer.sent().getFirst().at("/Records/0/body").textValue());
            stepgate.taskToken(message.path("taskToken").textValue()).succeed("{'status':200}");
            stepgate.time().resume();

            assertThat(execution).succeededWith("{'status':200}");
            assertThat(consumer.sent()).hasSize(1);
        }

        @Test
        void aFunctionBehindATopicThatFailsIsCalledAgainAfterOneAndTwoMinutes() {
            FunctionMock logger = stepgate.function("ResponseLoggerFunction")
                    .fails("No.Luck", "once")
                    .times(2)
                    .then()
                    .returns("null");
            stepgate.machine("AsyncApiCallback")
                    .mock("Invoke Async API & Wait For CallBack")
                    .returns("{'status':200}");

            assertThat(stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}"))
                    .succeededWith("{'status':200}");

            assertThat(logger.sent()).hasSize(3);
            assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:03:00Z");
        }

        @Test
        void callsOfAFunctionThatIsNotMockedAreKeptToo() {
            assertThat(stepgate.rest().get("/1/users/12").status()).isEqualTo(200);

            assertThat(stepgate.function("ValidateUserV1Function").sent()).hasSize(1);
            assertThat(stepgate.function("ValidateUserV2Function").sent()).isEmpty();
        }

        @Test
        void onlyAnExistingFunctionCanBeMocked() {
            assertThatThrownBy(() -> stepgate.function("Nobody"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("no Function Nobody among [ValidateUserV1Function, ");
        }
    }

    @Nested
    @StepgateTest(template = "src/local/src/test/resources/dev/stepgate/test/mocks.yaml")
    class OfMocks {
        private final Stepgate stepgate;

        OfMocks(Stepgate stepgate) {
            this.stepgate = stepgate;
        }

        @Test
        void aFunctionBehindAProxyAndItsAuthorizerAreReplaced() {
            FunctionMock guard =
                    stepgate.function("Guard").returns(policy("Deny")).then().returns(policy("Allow"));
            FunctionMock proxied = stepgate.function("Proxied").returns("{'statusCode':201,'body':'made'}");

            assertThat(get().status()).isEqualTo(403);
            RestAnswer allowed = get();

            assertThat(allowed.status()).isEqualTo(201);
            assertThat(allowed.text()).isEqualTo("made");
            assertThat(guard.sent())
                    .extracting(event -> event.path("authorizationToken").textValue())
                    .containsExactly("secret", "secret");
            assertThat(proxied.sent()).hasSize(1);
        }

        @Test
        void aTaskSeesTheErrorOfAMockedFunction() {
            stepgate.function("Proxied")
                    .fails("java.lang.IllegalStateException", "broken")
                    .then()
                    .timesOut()
                    .then()
                    .answers(event -> {
                        throw new TaskFailure("Own.Error", "of " + event);
                    })
                    .then()
                    .returnsAfter(Duration.ofSeconds(4), "'at last'");

            WorkflowExecution execution = stepgate.machine("Calls").start("{}");

            assertThat(execution).succeededWith("'at last'");
            assertThat(execution.history())
                    .filteredOn(event -> event.path("type").textValue().equals("LambdaFunctionFailed"))
                    .extracting(event ->
                            event.at("/lambdaFunctionFailedEventDetails/error").textValue())
                    .containsExactly("java.lang.IllegalStateException", "Sandbox.Timedout", "Own.Error");
            assertThat(stepgate.time().now()).isEqualTo("2025-01-01T00:00:16Z");
        }

        @Test
        void aNewMockOfAFunctionReplacesTheEarlierOne() {
            stepgate.function("Proxied").returns("1").times(5).then().returns("2");
            stepgate.function("Proxied").returns("3");

            assertThat(stepgate.machine("Calls").start("{}")).succeededWith("3");
        }

        private RestAnswer get() {
            return stepgate.rest().get("/proxied", "Authorization", "secret");
        }

        private static String policy(String effect) {
            return "{'principalId':'me','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'" + effect
                    + "','Action':'execute-api:Invoke','Resource':'*'}]}}";
        }
    }
}
