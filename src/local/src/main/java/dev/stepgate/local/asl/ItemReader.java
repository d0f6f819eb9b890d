// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.Optional;

/// [ItemReader](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html): the items
/// of a distributed Map come from an object in S3, or from a list of objects. `arguments` are `Parameters` in
/// JSONPath, `Arguments` in JSONata.
public record ItemReader(TaskResource resource, Optional<PayloadTemplate> arguments, Optional<ReaderConfig> config) {

    /// `inputType` is empty for `s3:listObjectsV2`.
    public record ReaderConfig(
            Optional<InputType> inputType, Optional<Csv> csv, Optional<Setting<Long>> maxItems, Settings settings) {}

    public enum InputType {
        CSV,
        JSON,
        JSONL,
        MANIFEST,
        PARQUET
    }

    /// `headers` are present when the definition gives them, and absent when the first line does.
    public record Csv(Optional<List<String>> headers, char delimiter) {}

    /// Fields of `ReaderConfig` that change what counts as an item: `ManifestType`, `Transformation`,
    /// `ItemsPointer`.
    public record Settings(
            Optional<String> manifestType, Optional<String> transformation, Optional<Setting<String>> itemsPointer) {}
}
