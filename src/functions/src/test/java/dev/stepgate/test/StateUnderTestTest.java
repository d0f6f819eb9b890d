// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.stepfunctions.FieldValidationMode;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class StateUnderTestTest {

    @Nested
    @StepgateTest
    class OfThisProject {
        private final Machine machine;

        OfThisProject(Stepgate stepgate) {
            machine = stepgate.machine("AsyncApiCallback");
        }

        @Test
        void aChoiceGoesWhereItsRuleSays() {
            StateUnderTest check = machine.state("Check Wait Time");

            assertThat(check.withVariables("{'request':{'waitTime':3},'latest':290}")
                            .test("{}"))
                    .succeeded()
                    .goesTo("Invoke Async API & Wait For CallBack");
            assertThat(check.withVariables("{'request':{'waitTime':291},'latest':290}")
                            .test("{}"))
                    .goesTo("Refuse Wait Time");
        }

        @Test
        void aPassShowsWhatItAssigns() {
            assertThat(machine.state("Refuse Response").test("{'status':404}"))
                    .succeededWith("{'status':404}")
                    .inspected(
                            "variables",
                            "{'failureName':'ApiStatusNot200','failureCause':'The API called back with the status 404.'}");
        }

        @Test
        void aMockedErrorIsRetriedAsOftenAsTheRetrierSaysAndThenCaught() {
            StateUnderTest notify = machine.state("SNS Publish - Send Error Notification")
                    .withVariables("{'failureName':'ApiStatusNot200','failureCause':'no'}")
                    .withMockedError("SNS.AmazonSNSException", "throttled");

            assertThat(notify.withRetrierRetryCount(2).test("{}"))
                    .isRetriable("SNS.AmazonSNSException")
                    .retriesAfter(Duration.ofSeconds(4));
            assertThat(notify.withRetrierRetryCount(3).test("{}"))
                    .caught("SNS.AmazonSNSException")
                    .goesTo("API Failed")
                    .hasOutput("{'Error':'SNS.AmazonSNSException','Cause':'throttled'}");
        }

        @Test
        void aFailStateShowsItsErrorAndCause() {
            assertThat(machine.state("API Failed")
                            .withVariables("{'failureName':'InvalidWaitTime','failureCause':'too long'}")
                            .test("{}"))
                    .failedWith("InvalidWaitTime", "too long");
        }

        @Test
        void aMockedCallbackGoesOn() {
            StateTestResult result = machine.state("Invoke Async API & Wait For CallBack")
                    .withVariables("{'request':{'waitTime':3},'timeout':300}")
                    .withMockedResult("{'status':200}")
                    .withContext("{'Task':{'Token':'the-token'}}")
                    .test("{}");

            assertThat(result).succeededWith("{'status':200}").goesTo("Check Response Status");
            assertThat(result.inspected("afterArguments").orElseThrow().at("/MessageBody/taskToken"))
                    .isEqualTo(json("'the-token'"));
        }

        @Test
        void anAssertionThatFailsShowsWhatTestStateAnswers() {
            StateTestResult result = machine.state("API Failed")
                    .withVariables("{'failureName':'E','failureCause':'C'}")
                    .test("{}");

            assertThatThrownBy(() -> assertThat(result).succeeded())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("expected success but TestState answers", "\"status\" : \"FAILED\"");
            assertThatThrownBy(() -> assertThat(result).failedWith("F"))
                    .hasMessageContaining("expected the error F but TestState answers");
        }

        @Test
        void aStateThatIsNotThereIsRefused() {
            assertThatThrownBy(() -> machine.state("Check"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("no state Check in AsyncApiCallback; there are [Read Request, Check");
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
        void aStateInsideAMapIsFoundAndReadsVariables() {
            assertThat(stepgate.machine("Variables")
                            .state("Sum")
                            .withVariables("{'offset':40}")
                            .test("2"))
                    .succeededWith("{'sum':42}")
                    .inspected("variables", "{'offset':40,'last':42}")
                    .isTheEnd();
        }

        @Test
        void aMapIsMockedAsAWhole() {
            StateUnderTest map = stepgate.machine("Items").state("Each Inline");

            assertThat(map.withMockedResult("['a','b']").test("[1,2]")).succeededWith("['a','b']");
            assertThatThrownBy(() -> map.test("[1,2]"))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("TestState API does not support Map or Parallel states");
        }

        @Test
        void aMockedResultIsComparedWithTheServicesShape() {
            StateUnderTest start =
                    stepgate.machine("Kinds").state("Start and wait").withMockedResult("{'Output':'{}'}");

            assertThatThrownBy(() -> start.test("{}")).hasMessageContaining("Required field 'ExecutionArn' is missing");
            assertThat(start.withFieldValidationMode(FieldValidationMode.NONE).test("{}"))
                    .succeededWith("{'Output':'{}'}");
        }
    }
}
