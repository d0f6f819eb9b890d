// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ItemSource;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.jsonata.JsonataException;
import dev.stepgate.local.path.PathException;
import dev.stepgate.local.path.PathReference;
import java.util.Optional;

/// Finds the items of a Map in its data.
final class MapItems {
    private MapItems() {}

    /// Returns the array of items. Throws [StateException] when the value is not an array.
    static JsonNode of(ItemSource source, Evaluation evaluation) {
        return switch (source) {
            case ItemSource.Path path -> byPath(path.reference(), evaluation);
            case ItemSource.Items items -> byTemplate(items.template(), evaluation);
            case ItemSource.Input _ -> input(evaluation.input());
            case ItemSource.Reader reader -> throw new IllegalStateException("Not in the data: " + reader);
        };
    }

    private static JsonNode byPath(PathReference reference, Evaluation evaluation) {
        JsonNode items = read(reference, evaluation);
        if (!items.isArray()) {
            throw StateException.runtime("Reference path \"" + shown(reference) + "\" must point to array.");
        }
        return items;
    }

    /// Returns the path as AWS shows it: without the first `$` if it leads into the Context Object.
    private static String shown(PathReference reference) {
        return switch (reference) {
            case PathReference.Context context -> context.path().text();
            case PathReference.Input _, PathReference.Variable _ -> reference.text();
        };
    }

    private static JsonNode read(PathReference reference, Evaluation evaluation) {
        try {
            return switch (evaluation) {
                case PathEvaluation paths -> paths.read(reference);
                case JsonataEvaluation _ -> throw new IllegalStateException("ItemsPath in a JSONata state");
            };
        } catch (PathException e) {
            throw StateException.runtime(e.invalidPath());
        }
    }

    private static JsonNode byTemplate(PayloadTemplate template, Evaluation evaluation) {
        JsonNode items = evaluation.evaluate(template, "Items");
        if (items.isArray()) {
            return items;
        }
        if (template instanceof PayloadTemplate.Jsonata jsonata) {
            throw StateException.evaluation(
                    JsonataException.unexpectedType(jsonata.expression(), "array", items)
                            .cause("Items"),
                    Optional.of("Items"));
        }
        throw StateException.evaluation("Items must be an array but was: " + Json.write(items), Optional.of("Items"));
    }

    private static JsonNode input(JsonNode input) {
        if (!input.isArray()) {
            throw StateException.evaluation(
                    "Map state input must be an array but was: " + Json.write(input), Optional.empty());
        }
        return input;
    }
}
