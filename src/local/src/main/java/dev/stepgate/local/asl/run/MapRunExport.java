// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ResultWriter;
import dev.stepgate.local.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Writes the results of a map run to S3
/// ([ResultWriter](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html)): one
/// file for each status in which executions ended, and a manifest that names them.
final class MapRunExport {
    private final ObjectStore objects;
    private final ResultWriter writer;
    private final String mapRunArn;
    private final Place place;

    /// @param prefix of all keys, with a slash at the end
    private record Place(String bucket, String prefix, ObjectNode more) {}

    /// The files of a manifest, by the status in which their executions ended.
    private enum Kind {
        FAILED,
        PENDING,
        SUCCEEDED
    }

    /// Throws [StateException] when an argument is not valid.
    MapRunExport(ObjectStore objects, ResultWriter writer, Evaluation evaluation, String mapRunArn) {
        this.objects = objects;
        this.writer = writer;
        this.mapRunArn = mapRunArn;
        this.place = place(writer, evaluation, mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1));
    }

    private static Place place(ResultWriter writer, Evaluation evaluation, String id) {
        String field = evaluation instanceof PathEvaluation ? "Parameters" : "Arguments";
        ObjectNode arguments = writer.arguments()
                .map(template -> evaluation.evaluate(template, field))
                .filter(JsonNode::isObject)
                .map(object -> (ObjectNode) object.deepCopy())
                .orElseThrow(() -> StateException.resultWriter(field + " of the ResultWriter must be an object"));
        JsonNode bucket = arguments.remove("Bucket");
        if (bucket == null || !bucket.isTextual()) {
            throw StateException.resultWriter("Bucket of the ResultWriter must be a text");
        }
        JsonNode prefix = arguments.remove("Prefix");
        String folder = prefix == null || prefix.asText().isEmpty() ? "" : prefix.asText() + "/";
        return new Place(bucket.textValue(), folder + id + "/", arguments);
    }

    /// Writes all files, the manifest last; the stage completes with the state's result.
    CompletionStage<JsonNode> write(MapRunResults results) {
        ObjectNode files = JsonNodeFactory.instance.objectNode();
        CompletionStage<?> done = CompletableFuture.completedFuture(files);
        for (Kind kind : Kind.values()) {
            files.putArray(kind.name());
            byte[] content = content(kind, results);
            if (content.length > 0) {
                String key = place.prefix() + kind + "_0." + (isLines() ? "jsonl" : "json");
                files.withArrayProperty(kind.name()).addObject().put("Key", key).put("Size", content.length);
                done = done.thenCompose(_ -> put(key, content));
            }
        }
        String manifest = place.prefix() + "manifest.json";
        return done.thenCompose(_ -> put(manifest, manifest(files))).thenApply(_ -> result(manifest));
    }

    private byte[] manifest(ObjectNode files) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("DestinationBucket", place.bucket());
        manifest.put("MapRunArn", mapRunArn);
        manifest.set("ResultFiles", files);
        return bytes(List.of(manifest), false);
    }

    private JsonNode result(String manifest) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("MapRunArn", mapRunArn);
        result.putObject("ResultWriterDetails").put("Bucket", place.bucket()).put("Key", manifest);
        return result;
    }

    private CompletionStage<JsonNode> put(String key, byte[] content) {
        ObjectNode input = place.more().deepCopy();
        input.put("Bucket", place.bucket()).put("Key", key).put("ContentType", "application/json");
        return objects.call("PutObject", input.put("Body", content));
    }

    private boolean isLines() {
        return writer.outputType().filter("JSONL"::equals).isPresent();
    }

    /// Returns the content of one file; nothing when no execution has ended with that status.
    private byte[] content(Kind kind, MapRunResults results) {
        List<JsonNode> records = new ArrayList<>();
        for (MapRunResults.Result result : results.all()) {
            if (kind(result.outcome()) == kind) {
                records.add(kind == Kind.SUCCEEDED ? succeeded(result) : result.record());
            }
        }
        return records.isEmpty() ? new byte[0] : bytes(flattened(kind, records), true);
    }

    private static Kind kind(Optional<Outcome> outcome) {
        return outcome.map(ended -> switch (ended) {
                    case Outcome.Succeeded _ -> Kind.SUCCEEDED;
                    case Outcome.Failed _, Outcome.TimedOut _, Outcome.Aborted _ -> Kind.FAILED;
                })
                .orElse(Kind.PENDING);
    }

    private JsonNode succeeded(MapRunResults.Result result) {
        boolean bare =
                writer.transformation().filter(word -> !word.equals("NONE")).isPresent();
        return bare ? result.output() : result.record();
    }

    private List<JsonNode> flattened(Kind kind, List<JsonNode> records) {
        if (kind != Kind.SUCCEEDED
                || writer.transformation().filter("FLATTEN"::equals).isEmpty()) {
            return records;
        }
        List<JsonNode> flat = new ArrayList<>();
        for (JsonNode record : records) {
            if (record.isArray()) {
                record.forEach(flat::add);
            } else {
                flat.add(record);
            }
        }
        return flat;
    }

    /// @param isList true to write an array or lines, false to write the single value
    private byte[] bytes(List<JsonNode> values, boolean isList) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean isArray = isList && !isLines();
        try (JsonGenerator generator = Json.mapper().createGenerator(bytes)) {
            generator.setRootValueSeparator(null);
            if (isArray) {
                generator.writeStartArray();
            }
            for (JsonNode value : values) {
                generator.writeTree(value);
                if (isList && isLines()) {
                    generator.writeRaw('\n');
                }
            }
            if (isArray) {
                generator.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory that cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
