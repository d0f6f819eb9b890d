// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Recorded from AWS by LocalStack (TestS3ObjectWritePrecondition): a condition that holds when an upload is completed
/// conflicts with a write or a deletion of the key since the upload began.
class ConditionalCompletionTest {
    private static final String KEY = "a";

    private final TestBuckets s3 = new TestBuckets();

    /// test_multipart_if_none_match_with_delete.
    @Test
    void anObjectThatWasDeletedMeanwhileConflictsWithIfNoneMatch() {
        s3.put(KEY, "");
        Upload upload = new Upload();

        BucketsTest.refused(() -> upload.complete("IfNoneMatch", "*"), 412, "PreconditionFailed");
        delete();
        BucketsTest.refused(() -> upload.complete("IfNoneMatch", "*"), 409, "ConditionalRequestConflict");

        assertThat(new Upload().complete("IfNoneMatch", "*").path("ETag").asText())
                .isNotEmpty();
    }

    /// test_multipart_if_none_match_with_put.
    @Test
    void anObjectThatWasWrittenMeanwhileFailsIfNoneMatch() {
        Upload upload = new Upload();
        s3.put(KEY, "");

        BucketsTest.refused(() -> upload.complete("IfNoneMatch", "*"), 412, "PreconditionFailed");
    }

    /// test_multipart_if_match_with_put and test_multipart_if_match_with_put_identical.
    @Test
    void anObjectThatWasWrittenMeanwhileConflictsWithIfMatch() {
        String before = put("test");
        Upload upload = new Upload();
        assertThat(put("test")).isEqualTo(before);

        BucketsTest.refused(() -> upload.complete("IfMatch", before), 409, "ConditionalRequestConflict");
        String after = put("test2");
        BucketsTest.refused(() -> upload.complete("IfMatch", before), 412, "PreconditionFailed");
        BucketsTest.refused(() -> upload.complete("IfMatch", after), 409, "ConditionalRequestConflict");

        assertThat(new Upload().complete("IfMatch", after).path("ETag").asText())
                .isNotEmpty();
    }

    /// test_multipart_if_match_with_delete.
    @Test
    void anObjectThatWasDeletedAndWrittenAgainConflictsWithIfMatch() {
        String etag = put("test");
        Upload upload = new Upload();
        delete();

        BucketsTest.refused(() -> upload.complete("IfMatch", etag), 404, "NoSuchKey");
        put("test");
        BucketsTest.refused(() -> upload.complete("IfMatch", etag), 409, "ConditionalRequestConflict");
    }

    @Test
    void withoutAConditionAnUploadReplacesWhatWasWrittenMeanwhile() {
        Upload upload = new Upload();
        put("test2");

        upload.complete("MpuObjectSize", "4");

        assertThat(TestBuckets.body(s3.get(KEY, "{}"))).isEqualTo("test");
    }

    private String put(String text) {
        return s3.put(KEY, text).path("ETag").asText();
    }

    private void delete() {
        s3.call("DeleteObject", "{'Bucket':'photos','Key':'a'}");
    }

    /// An upload with its only part.
    private final class Upload {
        private final String id = s3.create(KEY, "{}");
        private final JsonNode part = s3.part(KEY, id, 1, "test".getBytes(StandardCharsets.UTF_8));

        JsonNode complete(String member, String value) {
            ObjectNode input = TestBuckets.json("{'Bucket':'photos','Key':'a'}").deepCopy();
            input.put("UploadId", id).put(member, value);
            input.withObjectProperty("MultipartUpload")
                    .withArrayProperty("Parts")
                    .addObject()
                    .put("PartNumber", 1)
                    .set("ETag", part.get("ETag"));
            return s3.call("CompleteMultipartUpload", input);
        }
    }
}
