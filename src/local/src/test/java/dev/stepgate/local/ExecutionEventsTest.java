// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A rule on the default bus receives the status changes of executions, in the documented
/// [format](https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html), whose example
/// this is.
class ExecutionEventsTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Supplier<String> uuids = () -> UUID.randomUUID().toString();
    private final Queues queues = new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), uuids);
    private final EventBridge bridge =
            new EventBridge(ACCOUNT, new ServiceTargets(_ -> Optional.of(queues), uuids), time, uuids);

    @Test
    void anEndIsPutOnTheDefaultBus() throws Exception {
        queues.create("ends", Map.of());
        bridge.perform(
                "PutRule",
                json("{'Name':'r','EventPattern':'{\\\"source\\\":[\\\"aws.states\\\"],"
                        + "\\\"detail-type\\\":[\\\"Step Functions Execution Status Change\\\"],"
                        + "\\\"detail\\\":{\\\"status\\\":[\\\"FAILED\\\"]}}'}"));
        bridge.perform(
                "PutTargets", json("{'Rule':'r','Targets':[{'Id':'1','Arn':'" + ACCOUNT.arn("sqs", "ends") + "'}]}"));
        String execution = "'executionArn':'" + ARN + "execution:m:one','stateMachineArn':'" + ARN
                + "stateMachine:m','name':'one','startDate':1551225146.847,'input':'{}'";

        new ExecutionEvents(bridge).changed(json("{" + execution + ",'status':'RUNNING'}"));
        new ExecutionEvents(bridge)
                .changed(json(
                        "{" + execution + ",'status':'FAILED','stopDate':1551225151.881,'error':'E','cause':'c'}"));
        time.awaitIdle();

        JsonNode event = Json.parse(queues.call(new AwsCall("ReceiveMessage", json("{'QueueUrl':'/ends'}"), "r"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .at("/Messages/0/Body")
                .asText());
        assertThat(event.path("resources")).isEqualTo(json("['" + ARN + "execution:m:one']"));
        JsonNode detail = event.path("detail");
        assertThat(detail.path("startDate").asLong()).isEqualTo(1551225146847L);
        assertThat(detail.path("stopDate").asLong()).isEqualTo(1551225151881L);
        assertThat(detail.path("status").asText()).isEqualTo("FAILED");
        assertThat(detail.path("error").asText()).isEqualTo("E");
        assertThat(detail.path("output").isNull()).isTrue();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
