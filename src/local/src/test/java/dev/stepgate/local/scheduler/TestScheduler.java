// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// EventBridge Scheduler on virtual time, whose calls are recorded.
final class TestScheduler implements Targets {
    static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:listener";
    static final String ROLE = "arn:aws:iam::123456789012:role/scheduler";

    final VirtualTime time;
    final List<TargetCall> calls = new CopyOnWriteArrayList<>();
    final List<String> times = new CopyOnWriteArrayList<>();
    final Queue<AwsException> refusals = new ArrayDeque<>();
    final Scheduler scheduler;

    TestScheduler() {
        this("2025-01-01T00:00:00Z");
    }

    TestScheduler(String start) {
        time = new VirtualTime(Instant.parse(start));
        scheduler = new Scheduler(ACCOUNT, this, time, () -> UUID.randomUUID().toString());
    }

    @Override
    public CompletionStage<JsonNode> call(TargetCall call) {
        calls.add(call);
        times.add(time.now().toString());
        AwsException refusal = refusals.poll();
        return refusal == null
                ? CompletableFuture.completedFuture(JsonNodeFactory.instance.objectNode())
                : CompletableFuture.failedFuture(refusal);
    }

    /// Calls an operation; members are written with `'` in place of `"`.
    JsonNode call(String operation, String members) {
        return scheduler.perform(operation, Json.parse(members.replace('\'', '"')));
    }

    /// @param more members; they take precedence over those of [#members]
    JsonNode create(String name, String expression, String more) {
        return call("CreateSchedule", members(name, expression, more));
    }

    /// Returns the members of a schedule that calls [#FUNCTION].
    static String members(String name, String expression, String more) {
        return "{'Name':'" + name + "','ScheduleExpression':'" + expression
                + "','FlexibleTimeWindow':{'Mode':'OFF'},'Target':{'Arn':'" + FUNCTION + "','RoleArn':'" + ROLE + "'}"
                + more + "}";
    }

    ObjectNode operation(int call) {
        return switch (calls.get(call)) {
            case TargetCall.Operation operation -> operation.input();
            case TargetCall.SdkOperation operation -> operation.input();
            case TargetCall.Request request -> throw new AssertionError("No operation: " + request);
        };
    }

    JsonNode payload(int call) {
        byte[] bytes =
                Base64.getDecoder().decode(operation(call).path("Payload").asText());
        return Json.parse(new String(bytes, StandardCharsets.UTF_8));
    }
}
