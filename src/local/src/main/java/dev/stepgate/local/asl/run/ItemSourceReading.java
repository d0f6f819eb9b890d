// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ItemReader;
import dev.stepgate.local.asl.TaskResource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads the items of a distributed Map from S3
/// ([ItemReader](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html)): from
/// one object, from all objects that a manifest names, or from the list of objects itself.
final class ItemSourceReading {
    private final ObjectStore objects;
    private final ItemReader reader;
    private final ItemReaderOutput output;
    private final ObjectNode arguments;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();

    /// Throws [StateException] when an argument or a limit is not valid.
    ItemSourceReading(ObjectStore objects, ItemReader reader, Evaluation evaluation) {
        this.objects = objects;
        this.reader = reader;
        this.output = new ItemReaderOutput(reader, new SettingEvaluation(evaluation), new InspectionRecorder());
        this.arguments = arguments(reader, evaluation);
    }

    private static ObjectNode arguments(ItemReader reader, Evaluation evaluation) {
        String field = evaluation instanceof PathEvaluation ? "Parameters" : "Arguments";
        Optional<JsonNode> given = reader.arguments().map(template -> evaluation.evaluate(template, field));
        return given.filter(JsonNode::isObject)
                .map(object -> (ObjectNode) object.deepCopy())
                .orElseThrow(() -> StateException.itemReader(field + " of the ItemReader must be an object"));
    }

    /// Reads the items. If it fails, the stage has a [StateException] or an [ObjectStoreException].
    CompletionStage<ArrayNode> read() {
        return isList()
                ? list(arguments, JsonNodeFactory.instance.arrayNode())
                        .thenCompose(found -> isLoaded() ? load(found, 0) : kept(found))
                : get(arguments).thenCompose(this::taken);
    }

    private boolean isList() {
        return reader.resource() instanceof TaskResource.Service service
                && service.action().equals("listObjectsV2");
    }

    private Optional<ItemReader.Settings> settings() {
        return reader.config().map(ItemReader.ReaderConfig::settings);
    }

    private boolean isLoaded() {
        return settings()
                .flatMap(ItemReader.Settings::transformation)
                .filter("LOAD_AND_FLATTEN"::equals)
                .isPresent();
    }

    private CompletionStage<byte[]> get(ObjectNode input) {
        return objects.call("GetObject", input).thenApply(ItemReaderOutput::bytes);
    }

    private CompletionStage<ArrayNode> taken(byte[] data) {
        Optional<String> manifest = settings().flatMap(ItemReader.Settings::manifestType);
        if (output.isManifest() || manifest.isPresent()) {
            MapManifest read = manifest.filter("ATHENA_DATA"::equals).isPresent()
                    ? MapManifest.ofAthena(data)
                    : MapManifest.ofInventory(data);
            return load(read.objects(), 0);
        }
        output.addItems(data, items);
        return CompletableFuture.completedFuture(items);
    }

    /// Reads pages of a list until it ends, or until there are enough items.
    private CompletionStage<ArrayNode> list(ObjectNode input, ArrayNode found) {
        return objects.call("ListObjectsV2", input).thenCompose(page -> {
            page.path("Contents").forEach(found::add);
            String next = page.path("NextContinuationToken").asText();
            boolean enough = !isLoaded() && output.isFull(found.size());
            return next.isEmpty() || enough
                    ? CompletableFuture.completedFuture(found)
                    : list(input.deepCopy().put("ContinuationToken", next), found);
        });
    }

    /// Makes items of the entries of the list, with AWS's member names for this source.
    private CompletionStage<ArrayNode> kept(ArrayNode found) {
        for (JsonNode entry : found) {
            if (output.isFull(items.size())) {
                break;
            }
            ObjectNode item = items.addObject();
            item.set("Etag", entry.path("ETag"));
            for (String name : List.of("Key", "LastModified", "Size", "StorageClass")) {
                item.set(name, entry.path(name));
            }
        }
        return CompletableFuture.completedFuture(items);
    }

    /// Reads the items of one object after another; in a loop while answers are there at once, because there
    /// may be many objects.
    private CompletionStage<ArrayNode> load(JsonNode list, int from) {
        for (int i = from; i < list.size() && !output.isFull(items.size()); i++) {
            JsonNode entry = list.get(i);
            CompletableFuture<byte[]> data = get(address(entry)).toCompletableFuture();
            if (!data.isDone()) {
                int next = i + 1;
                return data.thenCompose(bytes -> {
                    output.addItems(bytes, items, entry.path("Headers"));
                    return load(list, next);
                });
            }
            output.addItems(data.join(), items, entry.path("Headers"));
        }
        return CompletableFuture.completedFuture(items);
    }

    private ObjectNode address(JsonNode entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "Bucket",
                        entry.path("Bucket").asText(arguments.path("Bucket").asText()))
                .put("Key", entry.path("Key").asText());
    }
}
