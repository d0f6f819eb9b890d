// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The operations that send the messages of a dead-letter queue back
/// ([StartMessageMoveTask](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html)).
/// Texts of errors are those that AWS answered in LocalStack's recordings, `test_sqs_move_task.snapshot.json`.
/// A task that was under way when an earlier process ended goes on.
final class MoveTaskOperations {
    private static final int HEX = 16;
    private static final int KEPT = 10;
    private static final int MAX_RATE = 500;

    private final Queues queues;
    private final Map<String, Deque<MoveTask>> bySource = new HashMap<>();

    private long last;

    MoveTaskOperations(Queues queues) {
        this.queues = queues;
    }

    /// Makes the tasks of an earlier process, and continues the one that each queue may have had under way.
    synchronized void restore() {
        queues.archive().forEachMoveTask((key, kept) -> {
            last = Math.max(last, Long.parseLong(key.substring(key.indexOf('/') + 1), HEX));
            queues.find(key.substring(0, key.indexOf('/')))
                    .ifPresent(source -> of(source).addFirst(MoveTask.restore(queues, source, key, kept)));
        });
        bySource.values().stream()
                .flatMap(Collection::stream)
                .filter(MoveTask::isRunning)
                .forEach(MoveTask::proceed);
    }

    synchronized JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "StartMessageMoveTask" -> start(input);
            case "ListMessageMoveTasks" -> list(input);
            case "CancelMessageMoveTask" -> cancel(input);
            default -> throw new IllegalStateException(operation);
        };
    }

    private JsonNode start(JsonNode input) {
        Queue source = queue(Members.required(input, "SourceArn", QueueErrors::missing), "SourceArn");
        if (!queues.isDeadLetterQueue(source)) {
            throw QueueErrors.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        Optional<String> destination = Members.text(input, "DestinationArn");
        destination.map(arn -> queue(arn, "DestinationArn")).ifPresent(target -> requireSameKind(source, target));
        Deque<MoveTask> tasks = of(source);
        if (tasks.stream().anyMatch(MoveTask::isRunning)) {
            throw QueueErrors.invalid(
                    "There is already a task running. Only one active task is allowed for a source queue"
                            + " arn at a given time.");
        }
        MoveTask task = MoveTask.start(
                queues,
                source,
                "%s/%012x".formatted(source.name().text(), ++last),
                new MoveTask.Wanted(destination, within(input, "MaxNumberOfMessagesPerSecond", MAX_RATE)));
        keep(tasks, task);
        task.proceed();
        return object().put("TaskHandle", task.handle());
    }

    private void keep(Deque<MoveTask> tasks, MoveTask task) {
        tasks.addFirst(task);
        if (tasks.size() > KEPT) {
            queues.archive().removeMoveTask(tasks.removeLast().key());
        }
    }

    private static void requireSameKind(Queue source, Queue target) {
        if (source.attributes().isFifo() != target.attributes().isFifo()) {
            throw QueueErrors.of(
                    "UnsupportedOperation", "Messages are moved between two standard queues or two FIFO queues.");
        }
    }

    private JsonNode list(JsonNode input) {
        Queue source = queue(Members.required(input, "SourceArn", QueueErrors::missing), "SourceArn");
        int most = within(input, "MaxResults", KEPT).orElse(1);
        ObjectNode output = object();
        ArrayNode results = output.putArray("Results");
        of(source).stream().limit(most).map(MoveTask::describe).forEach(results::add);
        return output;
    }

    private JsonNode cancel(JsonNode input) {
        JsonNode handle = parse(Members.required(input, "TaskHandle", QueueErrors::missing));
        Queue source = queue(handle.path("sourceArn").asText(), "SourceArn");
        MoveTask task = of(source).stream()
                .filter(each -> each.id().equals(handle.path("taskId").asText()))
                .findFirst()
                .orElseThrow(() -> QueueErrors.noSuchResource("Task does not exist."));
        return object().put("ApproximateNumberOfMessagesMoved", task.cancel());
    }

    private static JsonNode parse(String handle) {
        try {
            JsonNode json = Json.parse(Base64.getDecoder().decode(handle));
            if (json.path("taskId").isTextual() && json.path("sourceArn").isTextual()) {
                return json;
            }
        } catch (IllegalArgumentException | JsonSyntaxException _) {
            // refused below
        }
        throw QueueErrors.invalid("Value for parameter TaskHandle is invalid.");
    }

    private Queue queue(String arn, String parameter) {
        return queues.findByArn(arn)
                .orElseThrow(() -> QueueErrors.noSuchResource(
                        "The resource that you specified for the " + parameter + " parameter doesn't exist."));
    }

    private static Optional<Integer> within(JsonNode input, String name, int high) {
        Optional<Integer> value = Members.wholeNumber(input, name, given -> QueueErrors.noNumber(given, name));
        value.filter(number -> number < 1 || number > high).ifPresent(number -> {
            throw invalidNumber(number, name, high);
        });
        return value;
    }

    private static AwsException invalidNumber(int number, String name, int high) {
        return QueueErrors.invalidValue(number, name, "Must be between 1 and " + high + ", if provided.");
    }

    private Deque<MoveTask> of(Queue source) {
        return bySource.computeIfAbsent(source.name().arn(), _ -> new ArrayDeque<>());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
