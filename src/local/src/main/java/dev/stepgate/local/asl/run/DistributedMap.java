// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Distribution;
import dev.stepgate.local.asl.ItemProcessor;
import dev.stepgate.local.asl.ItemReader;
import dev.stepgate.local.asl.ItemSource;
import dev.stepgate.local.asl.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A Map whose iterations are [executions of their
/// own](https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
final class DistributedMap {
    private final Frame frame;
    private final State.Map map;
    private final Evaluation evaluation;
    private final SettingEvaluation settings;

    private DistributedMap(Frame frame, State.Map map) {
        this.frame = frame;
        this.map = map;
        this.evaluation = Evaluation.of(frame);
        this.settings = new SettingEvaluation(evaluation);
    }

    static StateProgress begin(Frame frame, State.Map map, ItemProcessor.Mode.Distributed mode) {
        return new DistributedMap(frame, map).begin(mode);
    }

    private StateProgress begin(ItemProcessor.Mode.Distributed mode) {
        return switch (map.iteration().items()) {
            case ItemSource.Reader reader -> read(reader.reader(), start(0, mode));
            case ItemSource.Path _, ItemSource.Items _, ItemSource.Input _ -> {
                JsonNode items = MapItems.of(map.iteration().items(), evaluation);
                yield start(items.size(), mode).begin(() -> inputs(items));
            }
        };
    }

    private StateProgress read(ItemReader reader, MapRun run) {
        try {
            ItemSourceReading reading = new ItemSourceReading(frame.execution().objects(), reader, evaluation);
            return run.await(reading::read, items -> run.begin(() -> inputs(items)), StateException::itemReader);
        } catch (StateException e) {
            return run.fail(e);
        }
    }

    private MapRun start(int length, ItemProcessor.Mode.Distributed mode) {
        long limit = settings.integer(map.iteration().maxConcurrency(), "MaxConcurrency");
        frame.chain().add(EventType.MAP_STATE_STARTED, new EventDetails.Length(length));
        MapRun.Limits limits = new MapRun.Limits(
                Math.max(limit, 0),
                toleratedCount(map.iteration().distribution().tolerated()),
                toleratedPercentage(map.iteration().distribution().tolerated()));
        return MapRun.start(frame, map, mode.executionType(), limits);
    }

    private OptionalLong toleratedCount(Distribution.ToleratedFailure tolerated) {
        if (tolerated.count().isEmpty()) {
            return OptionalLong.empty();
        }
        long count = settings.integer(tolerated.count().get(), "ToleratedFailureCount");
        if (count < 0) {
            throw StateException.runtime("ToleratedFailureCount cannot be negative.");
        }
        return OptionalLong.of(count);
    }

    private OptionalDouble toleratedPercentage(Distribution.ToleratedFailure tolerated) {
        if (tolerated.percentage().isEmpty()) {
            return OptionalDouble.empty();
        }
        double percentage = settings.percentage(tolerated.percentage().get(), "ToleratedFailurePercentage");
        if (percentage < 0 || percentage > 100) {
            throw StateException.runtime("ToleratedFailurePercentage must be between 0 and 100.");
        }
        return OptionalDouble.of(percentage);
    }

    /// Returns the input of each execution.
    private List<Batch> inputs(JsonNode items) {
        List<JsonNode> selected = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            selected.add(select(new MapItem(selected.size(), Optional.empty(), item)));
        }
        return map.iteration()
                .distribution()
                .batcher()
                .map(batcher -> new ItemBatches(batcher, evaluation, settings).of(selected))
                .orElseGet(() -> selected.stream().map(Batch::of).toList());
    }

    private JsonNode select(MapItem item) {
        return map.iteration()
                .selector()
                .map(selector -> Evaluation.of(frame.selecting(item)).evaluate(selector, "ItemSelector"))
                .orElse(item.value());
    }

    /// The input of one execution and the number of items in it.
    record Batch(JsonNode input, int items) implements MapRunPart {
        static Batch of(JsonNode item) {
            return new Batch(item, 1);
        }
    }
}
