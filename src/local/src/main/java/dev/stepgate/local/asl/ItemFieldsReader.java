// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `ItemReader`, `ItemBatcher` and `ResultWriter` of a Map.
final class ItemFieldsReader {
    private static final Set<String> READER_CONFIG = Set.of(
            "InputType",
            "CSVHeaderLocation",
            "CSVHeaders",
            "CSVDelimiter",
            "MaxItems",
            "MaxItemsPath",
            "ManifestType",
            "Transformation",
            "ItemsPointer");

    private static final Range MAX_ITEMS = new Range("0", "100000000");
    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "SPACE", ' ', "TAB", '\t');

    private final ReaderContext reading;
    private final FlowReader flows;
    private final SettingReader settings;

    ItemFieldsReader(ReaderContext reading, FlowReader flows) {
        this.reading = reading;
        this.flows = flows;
        this.settings = new SettingReader(flows.language());
    }

    private enum HeaderLocation {
        FIRST_ROW,
        GIVEN
    }

    private enum OutputType {
        JSON,
        JSONL
    }

    private enum Transformation {
        NONE,
        COMPACT,
        FLATTEN
    }

    ItemReader reader(Fields fields) {
        fields.require("Resource");
        fields.refuseAllBut(Set.of("Resource", "Parameters", "Arguments", "ReaderConfig"));
        return new ItemReader(
                resource(fields, "getObject", "listObjectsV2"),
                arguments(fields),
                fields.find("ReaderConfig").flatMap(DefinitionValue::object).map(this::readerConfig));
    }

    private ItemReader.ReaderConfig readerConfig(Fields config) {
        config.refuseAllBut(READER_CONFIG);
        FieldTable.refuseOtherLanguage(config, flows.language());
        Optional<ItemReader.InputType> type =
                config.find("InputType").map(value -> value.constant(ItemReader.InputType.class));
        boolean csv = type.isPresent() && type.get() == ItemReader.InputType.CSV;
        if (csv && !config.has("CSVHeaderLocation")) {
            config.problem("The field 'CSVHeaderLocation' is required");
        } else if (!csv && config.has("CSVHeaderLocation") && !config.has("ManifestType")) {
            config.problem("Field 'CSVHeaderLocation' is not supported");
        }
        return new ItemReader.ReaderConfig(
                type,
                config.has("CSVHeaderLocation") ? Optional.of(csv(config)) : Optional.empty(),
                settings.integer(config, "MaxItems", MAX_ITEMS),
                new ItemReader.Settings(
                        config.text("ManifestType"),
                        config.text("Transformation"),
                        settings.text(config, "ItemsPointer")));
    }

    private static ItemReader.Csv csv(Fields config) {
        HeaderLocation location = config.value().child("CSVHeaderLocation").constant(HeaderLocation.class);
        if (location == HeaderLocation.GIVEN) {
            config.require("CSVHeaders");
        }
        Optional<List<String>> headers = config.find("CSVHeaders")
                .map(value ->
                        value.someItems().stream().map(DefinitionValue::text).toList());
        return new ItemReader.Csv(
                headers,
                config.find("CSVDelimiter").map(ItemFieldsReader::delimiter).orElse(','));
    }

    private static char delimiter(DefinitionValue value) {
        Character delimiter = DELIMITERS.get(value.text().toUpperCase(Locale.ROOT));
        if (delimiter == null) {
            value.problem("Value should be one of the following: [COMMA, PIPE, SEMICOLON, SPACE, TAB]");
            return ',';
        }
        return delimiter;
    }

    ItemBatcher batcher(Fields fields) {
        fields.refuseAllBut(Set.of(
                "BatchInput",
                "MaxItemsPerBatch",
                "MaxItemsPerBatchPath",
                "MaxInputBytesPerBatch",
                "MaxInputBytesPerBatchPath"));
        FieldTable.refuseOtherLanguage(fields, flows.language());
        return new ItemBatcher(
                flows.any(fields, "BatchInput"),
                settings.integer(fields, "MaxItemsPerBatch", Range.COUNT),
                settings.integer(fields, "MaxInputBytesPerBatch", Range.COUNT));
    }

    ResultWriter writer(Fields fields) {
        fields.refuseAllBut(Set.of("Resource", "Parameters", "Arguments", "WriterConfig"));
        Optional<Fields> config = fields.find("WriterConfig").flatMap(DefinitionValue::object);
        config.ifPresent(words -> words.refuseAllBut(Set.of("Transformation", "OutputType")));
        return new ResultWriter(
                fields.has("Resource") ? Optional.of(resource(fields, "putObject")) : Optional.empty(),
                arguments(fields),
                config.flatMap(words -> words.find("Transformation"))
                        .map(value -> value.constant(Transformation.class).name()),
                config.flatMap(words -> words.find("OutputType"))
                        .map(value -> value.constant(OutputType.class).name()));
    }

    private Optional<PayloadTemplate> arguments(Fields fields) {
        FieldTable.refuseOtherLanguage(fields, flows.language());
        return switch (flows.language()) {
            case JSONPATH -> flows.object(fields, "Parameters");
            case JSONATA -> flows.any(fields, "Arguments");
        };
    }

    private TaskResource resource(Fields fields, String... actions) {
        DefinitionValue value = fields.value().child("Resource");
        String arn = fields.text("Resource").orElse("");
        for (String action : actions) {
            if (arn.matches("arn:[^:]+:states:::s3:" + action)) {
                TaskResource resource =
                        new TaskResource.Service(arn, "s3", action, TaskResource.Pattern.REQUEST_RESPONSE);
                reading.resources().problem(resource).ifPresent(value::problem);
                return resource;
            }
        }
        if (value.isText()) {
            List<String> examples = List.of(actions).stream()
                    .map(action -> "arn:<partition>:states:::s3:" + action)
                    .toList();
            value.problem("The field 'Resource' does not match any of the allowed values. Examples: " + examples);
        }
        return new TaskResource.Service(arn, "s3", "", TaskResource.Pattern.REQUEST_RESPONSE);
    }
}
