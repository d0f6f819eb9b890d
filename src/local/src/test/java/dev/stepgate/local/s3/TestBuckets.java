// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// Buckets on virtual time, called in the JSON form of S3's model. JSON texts may have `'` in place of `"`.
final class TestBuckets {
    static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    static final int PART = 5 << 20;

    final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    final List<Told> told = new ArrayList<>();
    final Buckets buckets;

    record Told(Destination destination, JsonNode event) {}

    TestBuckets() {
        AtomicInteger ids = new AtomicInteger();
        buckets =
                new Buckets(ACCOUNT, time, () -> String.format("00000000-0000-0000-0000-%012d", ids.incrementAndGet()));
        buckets.watch((destination, event) -> told.add(new Told(destination, event)));
        buckets.create("photos", json("{}"));
    }

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    JsonNode call(String operation, String input) {
        return call(operation, json(input));
    }

    JsonNode call(String operation, JsonNode input) {
        return buckets.call(new AwsCall(operation, input, "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"))
                .toCompletableFuture()
                .join();
    }

    JsonNode put(String key, String text) {
        return put(key, text.getBytes(StandardCharsets.UTF_8), "{}");
    }

    /// @param more members
    JsonNode put(String key, byte[] body, String more) {
        ObjectNode input = json(more).deepCopy();
        input.put("Bucket", "photos").put("Key", key).put("Body", body);
        return call("PutObject", input);
    }

    JsonNode get(String key, String more) {
        ObjectNode input = json(more).deepCopy();
        return call("GetObject", input.put("Bucket", "photos").put("Key", key));
    }

    static String body(JsonNode output) {
        try {
            return new String(output.path("Body").binaryValue(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("a body that is no bytes", e);
        }
    }

    String uploaded(String key, String more, byte[]... parts) {
        String id = create(key, more);
        ObjectNode complete = json("{'Bucket':'photos'}").deepCopy();
        complete.put("Key", key).put("UploadId", id);
        for (int i = 0; i < parts.length; i++) {
            JsonNode part = part(key, id, i + 1, parts[i]);
            ObjectNode named = complete.withObjectProperty("MultipartUpload")
                    .withArrayProperty("Parts")
                    .addObject()
                    .put("PartNumber", i + 1);
            part.properties().stream()
                    .filter(member -> member.getKey().matches("ETag|Checksum.*"))
                    .forEach(member -> named.set(member.getKey(), member.getValue()));
        }
        return call("CompleteMultipartUpload", complete).path("ETag").asText();
    }

    String create(String key, String more) {
        ObjectNode input = json(more).deepCopy();
        return call("CreateMultipartUpload", input.put("Bucket", "photos").put("Key", key))
                .path("UploadId")
                .asText();
    }

    JsonNode part(String key, String id, int number, byte[] body) {
        ObjectNode input =
                json("{'Bucket':'photos','ChecksumAlgorithm':'SHA256'}").deepCopy();
        input.put("Key", key).put("UploadId", id).put("PartNumber", number).put("Body", body);
        return call("UploadPart", input);
    }

    static List<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(member).asText())
                .toList();
    }
}
