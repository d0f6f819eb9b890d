// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ResultWriter;
import dev.stepgate.local.json.Json;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
            ArrayNode list = files.putArray(kind.name());
            Iterator<JsonNode> values = values(kind, results).iterator();
            if (values.hasNext()) {
                done = done.thenCompose(_ -> write(kind, values, list));
            }
        }
        String manifest = place.prefix() + "manifest.json";
        return done.thenCompose(_ -> put(manifest, List.of(manifest(files)).iterator()))
                .thenApply(_ -> result(manifest));
    }

    private CompletionStage<?> write(Kind kind, Iterator<JsonNode> values, ArrayNode list) {
        String key = place.prefix() + kind + "_0." + (isLines() ? "jsonl" : "json");
        ResultPieces.Form form = isLines() ? ResultPieces.Form.LINES : ResultPieces.Form.ARRAY;
        return put(key, new ResultPieces(values, form))
                .thenApply(size -> list.addObject().put("Key", key).put("Size", size));
    }

    private byte[] manifest(ObjectNode files) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("DestinationBucket", place.bucket());
        manifest.put("MapRunArn", mapRunArn);
        manifest.set("ResultFiles", files);
        return Json.bytes(manifest);
    }

    private JsonNode result(String manifest) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("MapRunArn", mapRunArn);
        result.putObject("ResultWriterDetails").put("Bucket", place.bucket()).put("Key", manifest);
        return result;
    }

    private CompletionStage<Long> put(String key, Iterator<byte[]> pieces) {
        return new ObjectUpload(objects, place.bucket(), key, place.more()).put(pieces);
    }

    private boolean isLines() {
        return writer.outputType().filter("JSONL"::equals).isPresent();
    }

    /// The values of one file; none when no execution has ended with that status.
    private Stream<JsonNode> values(Kind kind, MapRunResults results) {
        Stream<JsonNode> records = results.all()
                .filter(result -> kind(result.status()) == kind)
                .map(result -> kind == Kind.SUCCEEDED ? succeeded(result) : result.record());
        return kind == Kind.SUCCEEDED && isTransformed("FLATTEN") ? records.flatMap(MapRunExport::flattened) : records;
    }

    private static Kind kind(String status) {
        return switch (status) {
            case "SUCCEEDED" -> Kind.SUCCEEDED;
            case "PENDING" -> Kind.PENDING;
            default -> Kind.FAILED;
        };
    }

    private JsonNode succeeded(MapRunResults.Result result) {
        boolean bare =
                writer.transformation().filter(word -> !word.equals("NONE")).isPresent();
        return bare ? result.output() : result.record();
    }

    private boolean isTransformed(String transformation) {
        return writer.transformation().filter(transformation::equals).isPresent();
    }

    private static Stream<JsonNode> flattened(JsonNode record) {
        return record.isArray() ? StreamSupport.stream(record.spliterator(), false) : Stream.of(record);
    }
}
