// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An object that names the objects which hold the items.
///
/// @param objects `[{"Bucket", "Key", "Headers"}]`; with headers only where the manifest gives the columns
record MapManifest(ArrayNode objects) {
    private static final Pattern S3_URI = Pattern.compile("s3://(?<bucket>[^/]+)/(?<key>.+)");
    private static final Pattern BUCKET_ARN = Pattern.compile("arn:[^:]+:s3:::(?<bucket>.+)");

    /// Reads the `manifest.json` of an [S3 inventory][1], whose files are compressed CSV without a header.
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
    ///
    /// Throws [StateException] for another format.
    static MapManifest ofInventory(byte[] data) {
        JsonNode manifest = parse(data);
        String format = manifest.path("fileFormat").asText();
        Matcher destination =
                BUCKET_ARN.matcher(manifest.path("destinationBucket").asText());
        if (!format.equals("CSV") || !destination.matches()) {
            throw StateException.itemReader("The manifest is no S3 inventory in the format CSV: fileFormat is '"
                    + format + "' and destinationBucket '"
                    + manifest.path("destinationBucket").asText() + "'");
        }
        return new MapManifest(objects(manifest, destination.group("bucket")));
    }

    /// Returns the listed objects, each with the headers of the inventory.
    private static ArrayNode objects(JsonNode manifest, String bucket) {
        ArrayNode headers = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(manifest.path("fileSchema").asText().split(",", -1))
                .map(String::strip)
                .forEach(headers::add);
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (JsonNode file : manifest.path("files")) {
            objects.addObject()
                    .put("Bucket", bucket)
                    .put("Key", file.path("key").asText())
                    .set("Headers", headers);
        }
        return objects;
    }

    private static JsonNode parse(byte[] data) {
        try {
            return Json.parse(data);
        } catch (JsonSyntaxException e) {
            throw StateException.itemReader("The manifest is not valid JSON: " + e.getMessage());
        }
    }

    /// Reads the list of S3 URIs, one per line, that Athena's
    /// [UNLOAD](https://docs.aws.amazon.com/athena/latest/ug/unload.html) writes.
    ///
    /// Throws [StateException] for a line that is not such a URI.
    static MapManifest ofAthena(byte[] data) {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        new String(data, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replace("\"", ""))
                .filter(line -> !line.isEmpty())
                .forEach(line -> objects.add(object(line)));
        return new MapManifest(objects);
    }

    private static ObjectNode object(String line) {
        Matcher uri = S3_URI.matcher(line);
        if (!uri.matches()) {
            throw StateException.itemReader("A line of the manifest is no S3 URI: " + line);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("Bucket", uri.group("bucket"))
                .put("Key", uri.group("key"));
    }
}
