// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.Delivery;
import dev.stepgate.local.targets.RetryPolicy;
import dev.stepgate.local.targets.Targets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// One invocation of a schedule's target, with [context
/// attributes](https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html).
///
/// @param id a UUID
record Invocation(Schedule schedule, Instant scheduledTime, String id, Account account) implements Delivery {

    private static final int EXECUTION_ID_LENGTH = 16;

    @Override
    public CompletionStage<JsonNode> attempt(int number, Targets targets) {
        return targets.call(schedule.target().call(text(number), id));
    }

    /// Returns the input with its context attributes replaced.
    private String text(int attempt) {
        return schedule.target()
                .input()
                .orElseGet(this::notification)
                .replace("<aws.scheduler.schedule-arn>", schedule.id().arn())
                .replace("<aws.scheduler.scheduled-time>", scheduledTime.toString())
                .replace("<aws.scheduler.execution-id>", executionId())
                .replace("<aws.scheduler.attempt-number>", String.valueOf(attempt));
    }

    private String executionId() {
        return id.replace("-", "").substring(0, EXECUTION_ID_LENGTH);
    }

    /// Returns the notification for a target without an input, in which `detail` is a string.
    private String notification() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", id)
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", account.id())
                .put("time", scheduledTime.toString())
                .put("region", account.region());
        event.putArray("resources").add(schedule.id().arn());
        return Json.write(event.put("detail", "{}"));
    }

    @Override
    public RetryPolicy policy() {
        return schedule.target().retries();
    }

    /// Returns the input, with the reason in the message's attributes ([dead-letter
    /// queues](https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html)).
    @Override
    public Optional<DeadLetter> deadLetter(Failure failure) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("ERROR_CODE", failure.reason().code());
        attributes.put("ERROR_MESSAGE", failure.reason().message());
        attributes.put("EXECUTION_ID", executionId());
        attributes.put("IS_PAYLOAD_TRUNCATED", "false");
        attributes.put("RETRY_ATTEMPTS", String.valueOf(failure.retries()));
        attributes.put("SCHEDULED_TIME", scheduledTime.toString());
        attributes.put("SCHEDULE_ARN", schedule.id().arn());
        attributes.put("TARGET_ARN", schedule.target().arn());
        failure.exhausted().ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
        return schedule.target()
                .deadLetterQueue()
                .map(queue -> new DeadLetter(queue, text(failure.retries() + 1), attributes));
    }

    @Override
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("schedule", Schedule.FORMAT.write(schedule));
        return json.put("at", scheduledTime.toString()).put("id", id);
    }

    static Invocation read(JsonNode json, Account account) {
        return new Invocation(
                Schedule.FORMAT.read(json.path("schedule")),
                Instant.parse(json.path("at").asText()),
                json.path("id").asText(),
                account);
    }

    @Override
    public String describe() {
        return "Schedule " + schedule.id().key() + " to " + schedule.target().arn();
    }
}
