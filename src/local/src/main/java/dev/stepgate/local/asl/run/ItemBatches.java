// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ItemBatcher;
import dev.stepgate.local.asl.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Groups items for an [ItemBatcher][1]. A batch holds at least one item.
///
/// [1]: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
final class ItemBatches {
    private final Optional<JsonNode> batchInput;
    private final long mostItems;
    private final long mostBytes;

    ItemBatches(ItemBatcher batcher, Evaluation evaluation, SettingEvaluation settings) {
        this.batchInput = batcher.batchInput().map(input -> evaluation.evaluate(input, "BatchInput"));
        this.mostItems = limit(batcher.maxItemsPerBatch(), settings, "MaxItemsPerBatch");
        this.mostBytes =
                Math.min(limit(batcher.maxInputBytesPerBatch(), settings, "MaxInputBytesPerBatch"), DataSize.LIMIT);
    }

    private static long limit(Optional<Setting<Long>> setting, SettingEvaluation settings, String field) {
        if (setting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long limit = settings.integer(setting.get(), field);
        if (limit <= 0) {
            throw StateException.runtime("field " + field + " must be positive");
        }
        return limit;
    }

    List<DistributedMap.Batch> of(List<JsonNode> items) {
        List<DistributedMap.Batch> batches = new ArrayList<>();
        ObjectNode batch = empty();
        int size = DataSize.of(batch);
        for (JsonNode item : items) {
            int itemSize = DataSize.of(item) + 1;
            int held = held(batch).size();
            if (held > 0 && (held >= mostItems || size + itemSize > mostBytes)) {
                batches.add(finished(batch));
                batch = empty();
                size = DataSize.of(batch);
            }
            held(batch).add(item);
            size += itemSize;
        }
        if (!held(batch).isEmpty()) {
            batches.add(finished(batch));
        }
        return batches;
    }

    private ObjectNode empty() {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batchInput.ifPresent(input -> batch.set("BatchInput", input));
        batch.putArray("Items");
        return batch;
    }

    private static ArrayNode held(ObjectNode batch) {
        return (ArrayNode) batch.get("Items");
    }

    private static DistributedMap.Batch finished(ObjectNode batch) {
        return new DistributedMap.Batch(batch, held(batch).size());
    }
}
