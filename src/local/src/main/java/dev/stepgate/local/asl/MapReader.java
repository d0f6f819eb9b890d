// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the items, the processor and the limits of a Map.
final class MapReader {
    private static final PathReference WHOLE = PathReference.parse("$");
    private static final int MAX_LABEL_LENGTH = 40;
    private static final Pattern NOT_IN_LABELS =
            Pattern.compile("[\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"\\x00-\\x1f\\x7f-\\x9f]");

    private final ReaderContext reading;
    private final FlowReader flows;
    private final SettingReader settings;
    private final ItemFieldsReader itemFields;

    MapReader(ReaderContext reading, FlowReader flows) {
        this.reading = reading;
        this.flows = flows;
        this.settings = new SettingReader(flows.language());
        this.itemFields = new ItemFieldsReader(reading, flows);
    }

    /// Returns the reason why a text cannot be a [label][1]; empty when it can.
    ///
    /// [1]: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
    private static Optional<String> labelProblem(String label) {
        if (label.isEmpty()) {
            return Optional.of("Label name cannot be empty");
        }
        if (NOT_IN_LABELS.matcher(label).find()) {
            return Optional.of("Label name '" + label + "' contains invalid characters");
        }
        return label.length() > MAX_LABEL_LENGTH
                ? Optional.of("Label name '" + label + "' exceeds the " + MAX_LABEL_LENGTH
                        + "-character limit allowed by the service")
                : Optional.empty();
    }

    private enum Mode {
        INLINE,
        DISTRIBUTED
    }

    Iteration read(Fields fields) {
        fields.exactlyOneOf("ItemProcessor", "Iterator");
        fields.atMostOneOf("ItemSelector", "Parameters");
        ItemProcessor processor = fields.find("ItemProcessor")
                .or(() -> fields.find("Iterator"))
                .flatMap(DefinitionValue::object)
                .map(this::processor)
                .orElseGet(() -> new ItemProcessor(new ItemProcessor.Mode.Inline(), new StateGroup("", Map.of())));
        return new Iteration(
                items(fields),
                flows.any(fields, "ItemSelector").or(() -> flows.any(fields, "Parameters")),
                processor,
                settings.integer(fields, "MaxConcurrency", Range.COUNT).orElse(new Setting.Fixed<>(0L)),
                distribution(fields));
    }

    private ItemProcessor processor(Fields fields) {
        fields.refuseAllBut(FieldTable.PROCESSOR);
        ItemProcessor.Mode mode = fields.find("ProcessorConfig")
                .flatMap(DefinitionValue::object)
                .map(this::mode)
                .orElse(new ItemProcessor.Mode.Inline());
        ReaderContext inner = switch (mode) {
            case ItemProcessor.Mode.Inline _ -> reading;
            case ItemProcessor.Mode.Distributed(WorkflowType type) -> reading.as(type);
        };
        return new ItemProcessor(mode, new DefinitionReader(inner).nested(fields));
    }

    private ItemProcessor.Mode mode(Fields config) {
        config.refuseAllBut(Set.of("Mode", "ExecutionType"));
        Mode mode = config.find("Mode").map(value -> value.constant(Mode.class)).orElse(Mode.INLINE);
        if (mode == Mode.INLINE) {
            config.find("ExecutionType").ifPresent(_ -> config.problem("Field 'ExecutionType' is not supported"));
            return new ItemProcessor.Mode.Inline();
        }
        config.require("ExecutionType");
        if (reading.type() == WorkflowType.EXPRESS) {
            config.value()
                    .child("Mode")
                    .problem(
                            "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines");
        }
        return new ItemProcessor.Mode.Distributed(config.find("ExecutionType")
                .map(value -> value.constant(WorkflowType.class))
                .orElse(WorkflowType.STANDARD));
    }

    private ItemSource items(Fields fields) {
        Optional<ItemSource> read = fields.find("ItemReader")
                .flatMap(DefinitionValue::object)
                .map(itemFields::reader)
                .map(ItemSource.Reader::new);
        return read.or(() -> flows.any(fields, "Items").map(ItemSource.Items::new))
                .orElseGet(() -> switch (flows.language()) {
                    case JSONPATH ->
                        new ItemSource.Path(fields.find("ItemsPath")
                                .flatMap(Expressions::definitePath)
                                .orElse(WHOLE));
                    case JSONATA -> new ItemSource.Input();
                });
    }

    private Distribution distribution(Fields fields) {
        Optional<String> label = fields.text("Label");
        label.flatMap(MapReader::labelProblem)
                .ifPresent(problem -> fields.value()
                        .problems()
                        .add(
                                "INVALID_LABEL_NAME",
                                problem,
                                fields.value().child("Label").location()));
        return new Distribution(
                label,
                fields.find("ItemBatcher").flatMap(DefinitionValue::object).map(itemFields::batcher),
                fields.find("ResultWriter").flatMap(DefinitionValue::object).map(itemFields::writer),
                new Distribution.ToleratedFailure(
                        settings.integer(fields, "ToleratedFailureCount", Range.COUNT),
                        settings.number(fields, "ToleratedFailurePercentage", Range.PERCENTAGE)));
    }
}
