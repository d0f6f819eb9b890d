// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// [Multipart upload](https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html).
class MultipartTest {
    private final TestBuckets s3 = new TestBuckets();
    private final byte[] large = new byte[TestBuckets.PART];
    private final byte[] small = "tail".getBytes(StandardCharsets.UTF_8);

    @Test
    void partsBecomeOneObject() {
        String etag = s3.uploaded("a", "{'ContentType':'text/plain','ChecksumAlgorithm':'SHA256'}", large, small);
        JsonNode head = s3.call("HeadObject", "{'Bucket':'photos','Key':'a'}");

        byte[] digests = HexFormat.of().parseHex(md5(large) + md5(small));
        assertThat(etag).isEqualTo("\"" + md5(digests) + "-2\"");
        assertThat(head.path("ContentLength").asInt()).isEqualTo(TestBuckets.PART + 4);
        assertThat(head.path("ContentType").asText()).isEqualTo("text/plain");
        assertThat(TestBuckets.body(s3.get("a", "{'Range':'bytes=-5'}"))).isEqualTo("\0tail");
        assertThat(TestBuckets.body(s3.get("a", "{'PartNumber':2}"))).isEqualTo("tail");
        assertThat(s3.get("a", "{'PartNumber':2}").path("PartsCount").asInt()).isEqualTo(2);
        BucketsTest.refused(() -> s3.get("a", "{'PartNumber':3}"), 416, "InvalidPartNumber");
    }

    private static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(ChecksumAlgorithm.digest("MD5", Content.of(bytes)));
    }

    /// As seen on S3 by [floci-io/floci#3083](https://github.com/floci-io/floci/issues/3083): with the number
    /// of parts in HeadObject, without it in GetObjectAttributes.
    @Test
    void aCompositeChecksumIsOneOfChecksums() {
        s3.uploaded("a", "{'ChecksumAlgorithm':'SHA256'}", large, small);

        JsonNode head = s3.call("HeadObject", "{'Bucket':'photos','Key':'a','ChecksumMode':'ENABLED'}");
        JsonNode attributes = s3.call(
                "GetObjectAttributes",
                "{'Bucket':'photos','Key':'a','ObjectAttributes':['Checksum','ObjectParts'],'MaxParts':1}");

        String composite = head.path("ChecksumSHA256").asText();
        assertThat(composite).endsWith("-2");
        assertThat(head.path("ChecksumType").asText()).isEqualTo("COMPOSITE");
        assertThat(attributes.path("Checksum").path("ChecksumSHA256").asText() + "-2")
                .isEqualTo(composite);
        assertThat(attributes.path("ObjectParts").path("TotalPartsCount").asInt())
                .isEqualTo(2);
        assertThat(attributes.path("ObjectParts").path("IsTruncated").asBoolean())
                .isTrue();
        assertThat(attributes
                        .path("ObjectParts")
                        .path("Parts")
                        .path(0)
                        .path("Size")
                        .asInt())
                .isEqualTo(TestBuckets.PART);
    }

    @Test
    void onlyTheLastPartMayBeSmall() {
        BucketsTest.refused(
                () -> s3.uploaded("a", "{'ChecksumAlgorithm':'SHA256'}", small, small), 400, "EntityTooSmall");
    }

    /// ceph/s3-tests, `test_multipart_upload_empty`.
    @Test
    void anUploadWithoutAnyPartIsNotCompleted() {
        String id = s3.create("a", "{}");

        BucketsTest.refused(() -> complete(id, ""), 400, "MalformedXML");
    }

    @Test
    void aListOfPartsMustBeRight() {
        String id = s3.create("a", "{}");
        JsonNode part = s3.call("UploadPart", "{'Bucket':'photos','Key':'a','PartNumber':1,'UploadId':'" + id + "'}");
        String etag = part.path("ETag").asText().replace("\"", "");
        String named = "{'PartNumber':1,'ETag':'" + etag + "'}";

        BucketsTest.refused(() -> complete(id, ""), 400, "InvalidRequest");
        BucketsTest.refused(() -> complete(id, named + "," + named), 400, "InvalidPartOrder");
        BucketsTest.refused(() -> complete(id, "{'PartNumber':1,'ETag':'x'}"), 400, "InvalidPart");
        BucketsTest.refused(() -> complete(id, "{'PartNumber':2,'ETag':'" + etag + "'}"), 400, "InvalidPart");
        BucketsTest.refused(() -> complete("other", named), 404, "NoSuchUpload");
        JsonNode done = complete(id, named);
        assertThat(complete(id, named)).as("asked again").isEqualTo(done);
    }

    private JsonNode complete(String id, String parts) {
        return s3.call(
                "CompleteMultipartUpload",
                "{'Bucket':'photos','Key':'a','UploadId':'" + id + "','MultipartUpload':{'Parts':[" + parts + "]}}");
    }

    /// The error text is S3's, reported in
    /// [apache/opendal#4580](https://github.com/apache/opendal/pull/4580).
    @Test
    void anUploadWithAnAlgorithmRequiresTheChecksumOfEveryPart() {
        String id = s3.create("a", "{'ChecksumAlgorithm':'SHA256'}");
        String etag = s3.part("a", id, 1, small).path("ETag").asText().replace("\"", "");

        BucketsTest.refused(() -> complete(id, "{'PartNumber':1,'ETag':'" + etag + "'}"), 400, "InvalidRequest");
    }

    @Test
    void aPartCanBeCopied() {
        s3.put("source", "0123456789");
        String id = s3.create("a", "{}");
        String copy = "{'Bucket':'photos','Key':'a','UploadId':'" + id
                + "','PartNumber':1,'CopySource':'photos/source','CopySourceRange':";

        JsonNode part = s3.call("UploadPartCopy", copy + "'bytes=2-4'}").path("CopyPartResult");
        complete(id, "{'PartNumber':1,'ETag':'" + part.path("ETag").asText().replace("\"", "") + "'}");

        assertThat(TestBuckets.body(s3.get("a", "{}"))).isEqualTo("234");
        String other = s3.create("a", "{}");
        String again = copy.replace(id, other);
        BucketsTest.refused(() -> s3.call("UploadPartCopy", again + "'bytes=0-10'}"), 400, "InvalidArgument");
        BucketsTest.refused(() -> s3.call("UploadPartCopy", again + "'bytes=0-'}"), 400, "InvalidArgument");
    }

    @Test
    void uploadsAndTheirPartsAreListedUntilTheyEnd() {
        String first = s3.create("a/1", "{}");
        s3.create("a/2", "{}");
        String third = s3.create("b", "{}");
        for (int number : new int[] {3, 1, 2}) {
            s3.part("b", third, number, small);
        }

        JsonNode all = s3.call("ListMultipartUploads", "{'Bucket':'photos','MaxUploads':1}");
        JsonNode groups = s3.call("ListMultipartUploads", "{'Bucket':'photos','Delimiter':'/'}");
        JsonNode parts = s3.call(
                "ListParts",
                "{'Bucket':'photos','Key':'b','UploadId':'" + third + "','MaxParts':1,'PartNumberMarker':1}");
        s3.call("AbortMultipartUpload", "{'Bucket':'photos','Key':'b','UploadId':'" + third + "'}");

        assertThat(TestBuckets.texts(all.path("Uploads"), "UploadId")).containsExactly(first);
        assertThat(all.path("NextKeyMarker").asText()).isEqualTo("a/1");
        assertThat(TestBuckets.texts(groups.path("Uploads"), "Key")).containsExactly("b");
        assertThat(TestBuckets.texts(groups.path("CommonPrefixes"), "Prefix")).containsExactly("a/");
        assertThat(TestBuckets.texts(parts.path("Parts"), "PartNumber")).containsExactly("2");
        assertThat(parts.path("IsTruncated").asBoolean()).isTrue();
        BucketsTest.refused(() -> s3.part("b", third, 1, small), 404, "NoSuchUpload");
    }
}
