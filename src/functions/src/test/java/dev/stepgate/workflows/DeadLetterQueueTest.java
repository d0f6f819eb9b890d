// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The queues of what the asynchronous API could not process: what comes there, and how it goes back.
@StepgateTest(parameters = "CallbackTimeoutSeconds=3600")
class DeadLetterQueueTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:stepgate-RequestDeadLetterQueue";

    private final Stepgate stepgate;

    DeadLetterQueueTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    private JsonNode call(String operation) {
        return stepgate.call("sqs", operation, Json.mapper().createObjectNode().put("SourceArn", ARN));
    }

    @Test
    void aRedrivenRequestSucceeds() {
        stepgate.function("RequestConsumerFunction")
                .fails("Out.Of.Order", "")
                .times(5)
                .then()
                .callsThrough();
        stepgate.time().pause();
        WorkflowExecution execution = stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}");
        stepgate.time().advance(Duration.ofMinutes(10));
        assertThat(stepgate.queue("RequestDeadLetterQueue")).wasSent(1);
        assertThat(execution).isRunning();

        call("StartMessageMoveTask");
        stepgate.time().advance(Duration.ofSeconds(10));

        assertThat(execution).succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
        assertThat(call("ListMessageMoveTasks")
                        .at("/Results/0/ApproximateNumberOfMessagesMoved")
                        .asInt())
                .isEqualTo(1);
        assertThat(stepgate.queue("RequestDeadLetterQueue")).isEmpty();
    }

    @Test
    void aPoisonMessageComesBackToTheDeadLetterQueueAndDelaysNobody() {
        stepgate.time().pause();
        stepgate.call(
                "sqs",
                "SendMessage",
                Json.mapper()
                        .createObjectNode()
                        .put("QueueUrl", "stepgate-RequestQueue")
                        .put("MessageBody", "no JSON"));
        stepgate.time().advance(Duration.ofMinutes(10));
        assertThat(stepgate.queue("RequestDeadLetterQueue")).wasSent(1);
        assertThat(stepgate.log("RequestConsumerFunction"))
                .hasSize(5)
                .allMatch(line -> line.contains("simulator not started") && !line.contains("no JSON"));

        call("StartMessageMoveTask");
        stepgate.time().resume();

        assertThat(stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}"))
                .succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
        assertThat(stepgate.queue("RequestDeadLetterQueue")).wasSent(2);
    }

    @Test
    void aNotificationThatTheLoggerCannotLogIsKept() {
        stepgate.function("ResponseLoggerFunction").fails("Out.Of.Order", "");

        assertThat(stepgate.machine("AsyncApiCallback").start("{'waitTime':0,'status':'success'}"))
                .succeeded();
        stepgate.time().advance(Duration.ofMinutes(10));

        assertThat(stepgate.queue("LostEvents")).wasSent(1);
    }
}
