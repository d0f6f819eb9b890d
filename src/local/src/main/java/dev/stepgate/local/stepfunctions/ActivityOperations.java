// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.StoredMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Manages [activities](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html) and
/// serves their workers.
final class ActivityOperations implements Operation.Group {
    private final StepFunctionsDependencies runtime;
    private final StoredMap<Kept> kept;
    private final Map<String, Entry> byArn = new ConcurrentHashMap<>();

    /// Begins with the activities of the process before.
    ActivityOperations(StepFunctionsDependencies runtime) {
        this.runtime = runtime;
        kept = new StoredMap<>(runtime.store(), "activities", RecordFormat.of(Kept.class));
        kept.forEach((arn, activity) -> {
            byArn.put(arn, entry(activity));
            runtime.interpreter().activities().create(arn);
        });
    }

    private record Kept(String arn, String name, Instant created, ObjectNode encryption, JsonNode tags) {}

    private Entry entry(Kept activity) {
        Tags tags = new Tags(activity.arn(), () -> keep(activity.arn()));
        tags.add(activity.tags());
        return new Entry(activity.arn(), activity.name(), activity.created(), activity.encryption(), tags);
    }

    private void keep(String arn) {
        Entry entry = byArn.get(arn);
        if (entry != null) {
            kept.put(
                    arn,
                    new Kept(
                            arn,
                            entry.name(),
                            entry.created(),
                            entry.encryption(),
                            entry.tags().toJson()));
        }
    }

    private record Entry(String arn, String name, Instant created, ObjectNode encryption, Tags tags) {
        ObjectNode listed() {
            ObjectNode item = ResponseShapes.object().put("activityArn", arn).put("name", name);
            item.set("creationDate", ResponseShapes.date(created));
            return item;
        }
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateActivity", Operation.now(this::create),
                "DescribeActivity", Operation.now(this::describe),
                "ListActivities", Operation.now(this::list),
                "DeleteActivity", Operation.now(this::delete),
                "GetActivityTask", this::task);
    }

    Optional<Tags> tags(String arn) {
        return Optional.ofNullable(byArn.get(arn)).map(Entry::tags);
    }

    private ObjectNode create(OperationInput input) {
        String name = ResourceNames.check(input.text("name"));
        String arn = runtime.arn("activity:" + name);
        ObjectNode encryption = Configurations.encryption(input.node("encryptionConfiguration"));
        Entry made = entry(new Kept(arn, name, runtime.now(), encryption, input.node("tags")));
        Entry existing = byArn.putIfAbsent(arn, made);
        Entry entry = existing == null ? made : existing;
        if (existing == null) {
            keep(arn);
        } else if (!entry.encryption().equals(encryption)) {
            throw StepFunctionsErrors.activityExists(arn);
        }
        runtime.interpreter().activities().create(arn);
        ObjectNode answer = entry.listed();
        answer.remove("name");
        return answer;
    }

    private Entry find(OperationInput input) {
        Arn arn = Arn.parse(input.text("activityArn"), "activity");
        Entry entry = byArn.get(arn.text());
        if (entry == null) {
            throw StepFunctionsErrors.noSuchActivity(arn.text());
        }
        return entry;
    }

    private ObjectNode describe(OperationInput input) {
        Entry entry = find(input);
        ObjectNode answer = entry.listed();
        answer.set("encryptionConfiguration", entry.encryption());
        return answer;
    }

    private JsonNode list(OperationInput input) {
        List<Entry> all = new ArrayList<>(byArn.values());
        all.sort(Comparator.comparing(Entry::name));
        return new Page(input, "activities").of("activities", all, Entry::arn, Entry::listed);
    }

    private ObjectNode delete(OperationInput input) {
        Arn arn = Arn.parse(input.text("activityArn"), "activity");
        byArn.remove(arn.text());
        kept.remove(arn.text());
        runtime.interpreter().activities().delete(arn.text());
        return ResponseShapes.object();
    }

    /// Answers without a token when there is no task within a minute.
    private CompletionStage<JsonNode> task(OperationInput input) {
        Entry entry = find(input);
        return runtime.interpreter()
                .activities()
                .poll(entry.arn(), input.optional("workerName"))
                .thenApply(found -> {
                    ObjectNode answer = ResponseShapes.object();
                    found.ifPresent(task -> {
                        answer.put("taskToken", task.taskToken());
                        answer.put("input", Json.write(task.input()));
                    });
                    return answer;
                });
    }
}
