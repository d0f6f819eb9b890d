// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.targets.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One batch on its way through a pipe. Functions and state machines get the whole batch as an array, queues, topics
/// and buses one event after another
/// ([batching](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html)).
record PipeRun(Pipe pipe, Targets targets, Instant at) {
    private static final Logger LOG = LoggerFactory.getLogger(PipeRun.class);
    private static final String FAILURES = "batchItemFailures";
    private static final JsonNode SUCCESS = JsonNodeFactory.instance.objectNode();

    /// @param records in the form of a function's event
    /// @return `{}`, or the records that failed as `batchItemFailures`; a failure of the whole batch is an
    /// AwsException in the stage
    CompletionStage<JsonNode> take(List<JsonNode> records) {
        return enriched(records)
                .thenCompose(events ->
                        isEmpty(events) ? CompletableFuture.completedStage(SUCCESS) : delivered(events, records))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        Throwable cause = Completions.cause(failure);
                        LOG.warn(
                                "The pipe {} fails with a batch of {}: {}",
                                pipe.name(),
                                records.size(),
                                cause.getMessage());
                    }
                });
    }

    private CompletionStage<JsonNode> enriched(List<JsonNode> records) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode().addAll(records);
        return pipe.enrichment()
                .map(step -> answer(step, made(step, batch)))
                .orElseGet(() -> CompletableFuture.completedStage(batch));
    }

    /// `""`, `{}` and `[]` from an enrichment end the batch.
    private static boolean isEmpty(JsonNode events) {
        return events.isNull()
                || (events.isTextual() ? events.textValue().isEmpty() : events.isContainerNode() && events.isEmpty());
    }

    private JsonNode made(Pipe.Step step, JsonNode events) {
        if (step.template().isEmpty()) {
            return events;
        }
        PipeTemplate template = step.template().get();
        if (!events.isArray()) {
            return template.apply(new PipeTemplate.Occasion(pipe, events, at));
        }
        ArrayNode made = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> made.add(template.apply(new PipeTemplate.Occasion(pipe, event, at))));
        return made;
    }

    private CompletionStage<JsonNode> delivered(JsonNode events, List<JsonNode> records) {
        Pipe.Step target = pipe.target();
        JsonNode made = made(target, events);
        return switch (target.service()) {
            case "lambda", "states" ->
                target.awaitsAnswer() ? answer(target, made).thenApply(PipeRun::failures) : begun(target, made);
            default -> oneByOne(events, made, records);
        };
    }

    private static JsonNode failures(JsonNode answer) {
        return answer.path(FAILURES).isArray()
                ? JsonNodeFactory.instance.objectNode().set(FAILURES, answer.get(FAILURES))
                : SUCCESS;
    }

    /// Calls a function, or an Express state machine, and returns what it answers.
    private CompletionStage<JsonNode> answer(Pipe.Step step, JsonNode input) {
        return step.service().equals("lambda")
                ? targets.attempt(invocation(step, input, "RequestResponse")).thenApply(PipeRun::ofFunction)
                : targets.attempt(execution(step, input, "StartSyncExecution")).thenApply(PipeRun::ofExecution);
    }

    private CompletionStage<JsonNode> begun(Pipe.Step step, JsonNode input) {
        TargetCall call = step.service().equals("lambda")
                ? invocation(step, input, "Event")
                : execution(step, input, "StartExecution");
        return targets.attempt(call).thenApply(_ -> SUCCESS);
    }

    private static TargetCall invocation(Pipe.Step step, JsonNode input, String type) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("FunctionName", step.arn()).put("InvocationType", type);
        call.put("Payload", Base64.getEncoder().encodeToString(Json.bytes(input)));
        return new TargetCall.Operation("lambda", "Invoke", call);
    }

    private static TargetCall execution(Pipe.Step step, JsonNode input, String operation) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("stateMachineArn", step.arn()).put("input", Json.write(input));
        return new TargetCall.Operation("states", operation, call);
    }

    private static JsonNode ofFunction(JsonNode answer) {
        byte[] payload = Base64.getDecoder().decode(answer.path("Payload").asText(""));
        JsonNode output = payload.length == 0 ? SUCCESS : Json.parse(payload);
        if (answer.has("FunctionError")) {
            throw new AwsException(400, "FunctionError", Json.write(output));
        }
        return output;
    }

    private static JsonNode ofExecution(JsonNode answer) {
        if (!answer.path("status").asText().equals("SUCCEEDED")) {
            throw new AwsException(
                    400, answer.path("error").asText(), answer.path("cause").asText());
        }
        return Json.parse(answer.path("output").asText());
    }

    /// Sends each event, also after one has failed. Those that failed are named by their records, if each event is of
    /// one record.
    private CompletionStage<JsonNode> oneByOne(JsonNode events, JsonNode made, List<JsonNode> records) {
        List<JsonNode> originals = events.isArray() ? events.valueStream().toList() : List.of(events);
        List<JsonNode> sent = events.isArray() ? made.valueStream().toList() : List.of(made);
        List<AwsException> refusals = new ArrayList<>();
        ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        CompletionStage<JsonNode> all = CompletableFuture.completedStage(SUCCESS);
        for (int i = 0; i < sent.size(); i++) {
            JsonNode record = records.get(Math.min(i, records.size() - 1));
            TargetCall call = PipeMessages.of(pipe, sent.get(i), originals.get(i));
            all = all.thenCompose(_ -> targets.attempt(call)
                    .thenApply(PipeRun::accepted)
                    .exceptionally(refused -> {
                        refusals.add(refusal(refused));
                        failed.addObject().put("itemIdentifier", identifier(record));
                        return SUCCESS;
                    }));
        }
        return all.thenApply(_ -> partial(refusals, failed));
    }

    private JsonNode partial(List<AwsException> refusals, ArrayNode failed) {
        boolean isOfRecords = pipe.enrichment().isEmpty();
        if (!refusals.isEmpty() && !isOfRecords) {
            throw refusals.getFirst();
        }
        refusals.forEach(each -> LOG.warn("The pipe {} fails: {}", pipe.name(), each.getMessage()));
        return refusals.isEmpty()
                ? SUCCESS
                : JsonNodeFactory.instance.objectNode().set(FAILURES, failed);
    }

    private static AwsException refusal(Throwable failure) {
        Throwable cause = Completions.cause(failure);
        return cause instanceof AwsException refused
                ? refused
                : new AwsException(500, "InternalFailure", String.valueOf(cause.getMessage()));
    }

    private static JsonNode accepted(JsonNode answer) {
        JsonNode entry = answer.path("Entries").path(0);
        if (entry.has("ErrorCode")) {
            throw new AwsException(
                    400,
                    entry.path("ErrorCode").asText(),
                    entry.path("ErrorMessage").asText());
        }
        return answer;
    }

    private static String identifier(JsonNode record) {
        return record.path("messageId")
                .asText(record.path("dynamodb").path("SequenceNumber").asText());
    }
}
