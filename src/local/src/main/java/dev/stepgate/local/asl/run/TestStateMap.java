// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.stepgate.local.asl.Distribution;
import dev.stepgate.local.asl.ItemBatcher;
import dev.stepgate.local.asl.ItemReader;
import dev.stepgate.local.asl.ItemSource;
import dev.stepgate.local.asl.Iteration;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evaluates the part of a Map before its iterations, and checks the number of failed iterations.
final class TestStateMap {
    private final Frame frame;
    private final Iteration iteration;
    private final Evaluation evaluation;
    private final SettingEvaluation settings;
    private final InspectionRecorder inspection;

    TestStateMap(Frame frame, State.Map map, InspectionRecorder inspection) {
        this.frame = frame;
        this.iteration = map.iteration();
        this.evaluation = Evaluation.of(frame);
        this.settings = new SettingEvaluation(evaluation);
        this.inspection = inspection;
    }

    /// Throws [StateException] when the state fails before its iterations or because of them.
    void check(TestStateRequest.Assumptions assumptions) {
        JsonNode items = items(assumptions);
        if (evaluation instanceof PathEvaluation) {
            inspection.note("afterItemsPath", items);
        }
        JsonNode selected = iteration
                .selector()
                .map(selector -> noted("afterItemSelector", selected(selector, items)))
                .orElse(items);
        iteration.distribution().batcher().ifPresent(batcher -> noted("afterItemBatcher", batches(batcher, selected)));
        inspection.noteNumber(
                "maxConcurrency", LongNode.valueOf(settings.integer(iteration.maxConcurrency(), "MaxConcurrency")));
        checkFailures(items.size(), assumptions.failedIterations().orElse(0));
    }

    private void checkFailures(int items, int failed) {
        Distribution.ToleratedFailure tolerated = iteration.distribution().tolerated();
        Optional<Long> count = tolerated.count().map(setting -> settings.integer(setting, "ToleratedFailureCount"));
        Optional<Double> percentage =
                tolerated.percentage().map(setting -> settings.percentage(setting, "ToleratedFailurePercentage"));
        count.ifPresent(number -> inspection.noteNumber("toleratedFailureCount", LongNode.valueOf(number)));
        percentage.ifPresent(number -> inspection.noteNumber("toleratedFailurePercentage", DoubleNode.valueOf(number)));
        if (count.isPresent() && failed > count.get()
                || percentage.isPresent() && failed * 100.0 > percentage.get() * items) {
            throw StateException.toleranceExceeded();
        }
    }

    private JsonNode items(TestStateRequest.Assumptions assumptions) {
        return switch (iteration.items()) {
            case ItemSource.Reader(ItemReader reader) ->
                assumptions
                        .readData()
                        .map(data -> new ItemReaderOutput(reader, settings, inspection).of(data))
                        .orElseGet(JsonNodeFactory.instance::arrayNode);
            case ItemSource.Path _, ItemSource.Items _, ItemSource.Input _ ->
                MapItems.of(iteration.items(), evaluation);
        };
    }

    private JsonNode noted(String stage, JsonNode data) {
        inspection.note(stage, data);
        return data;
    }

    private JsonNode batches(ItemBatcher batcher, JsonNode items) {
        ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        new ItemBatches(batcher, evaluation, settings).of(all).forEach(batch -> inputs.add(batch.input()));
        return inputs;
    }

    private JsonNode selected(PayloadTemplate selector, JsonNode items) {
        ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            MapItem item = new MapItem(i, Optional.empty(), items.get(i));
            inputs.add(Evaluation.of(frame.selecting(item)).evaluate(selector, "ItemSelector"));
        }
        return inputs;
    }
}
