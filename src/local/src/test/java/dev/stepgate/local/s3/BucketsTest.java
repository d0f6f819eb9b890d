// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Behaviour from the [API reference](https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html) and the
/// user guide of S3, in the JSON form of its model.
class BucketsTest {
    private final TestBuckets s3 = new TestBuckets();

    @Test
    void anObjectIsReturnedWithItsMetadata() {
        JsonNode put = s3.put(
                "a/b",
                "hello".getBytes(StandardCharsets.UTF_8),
                "{'ContentType':'text/plain','CacheControl':'no-store','Metadata':{'Color':'red'}}");
        JsonNode got = s3.get("a/b", "{}");

        // md5 of hello
        assertThat(put.path("ETag").asText()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(TestBuckets.body(got)).isEqualTo("hello");
        assertThat(got.path("ContentLength").asInt()).isEqualTo(5);
        assertThat(got.path("ContentType").asText()).isEqualTo("text/plain");
        assertThat(got.path("CacheControl").asText()).isEqualTo("no-store");
        assertThat(got.path("Metadata").path("color").asText()).isEqualTo("red");
        assertThat(got.path("ETag")).isEqualTo(put.path("ETag"));
        // 2025-01-01T00:00:00Z
        assertThat(got.path("LastModified").asLong()).isEqualTo(1735689600L);
        assertThat(got.path("ServerSideEncryption").asText()).isEqualTo("AES256");
    }

    @Test
    void aTypeThatNobodyNamesIsBinary() {
        s3.put("a", "x");

        assertThat(s3.call("HeadObject", "{'Bucket':'photos','Key':'a'}")
                        .path("ContentType")
                        .asText())
                .isEqualTo("binary/octet-stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-3 | 0123 | bytes 0-3/10",
                "bytes=7- | 789 | bytes 7-9/10",
                "bytes=-4 | 6789 | bytes 6-9/10",
                "bytes=8-100 | 89 | bytes 8-9/10",
                "bytes=-100 | 0123456789 | bytes 0-9/10"
            })
    void aRangeIsAPartOfTheObject(String range, String body, String contentRange) {
        s3.put("digits", "0123456789");

        JsonNode got = s3.get("digits", "{'Range':'" + range + "'}");

        assertThat(TestBuckets.body(got)).isEqualTo(body);
        assertThat(got.path("ContentRange").asText()).isEqualTo(contentRange);
        assertThat(got.path("ContentLength").asInt()).isEqualTo(body.length());
    }

    /// RFC 9110, section 14.2: an invalid range is ignored; S3 accepts one range at a time.
    @ParameterizedTest
    @ValueSource(strings = {"bytes=3-1", "lines=1-2", "bytes=-", "bytes=0-1,3-4"})
    void anInvalidRangeIsIgnored(String range) {
        s3.put("digits", "0123456789");

        assertThat(s3.get("digits", "{'Range':'" + range + "'}").has("ContentRange"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=50-60"})
    void aRangeBeyondTheEndIsRefused(String range) {
        s3.put("digits", "0123456789");

        refused(() -> s3.get("digits", "{'Range':'" + range + "'}"), 416, "InvalidRange");
    }

    static Stream<Arguments> conditionsOfReads() {
        String etag = "\\'5d41402abc4b2a76b9719d911017c592\\'";
        return Stream.of(
                arguments("{'IfMatch':'" + etag + "'}", 200),
                arguments("{'IfMatch':'*'}", 200),
                arguments("{'IfMatch':'other'}", 412),
                arguments("{'IfNoneMatch':'other'}", 200),
                arguments("{'IfNoneMatch':'" + etag + "'}", 304),
                arguments("{'IfModifiedSince':'Tue, 31 Dec 2024 00:00:00 GMT'}", 200),
                arguments("{'IfModifiedSince':'Wed, 01 Jan 2025 00:00:00 GMT'}", 304),
                arguments("{'IfModifiedSince':'Thu, 02 Jan 2025 00:00:00 GMT'}", 200),
                arguments("{'IfUnmodifiedSince':'Tue, 31 Dec 2024 00:00:00 GMT'}", 412),
                arguments("{'IfUnmodifiedSince':1735689600}", 200),
                // the date is ignored because of the entity tag
                arguments("{'IfMatch':'" + etag + "','IfUnmodifiedSince':'Tue, 31 Dec 2024 00:00:00 GMT'}", 200),
                arguments("{'IfNoneMatch':'other','IfModifiedSince':'Thu, 02 Jan 2025 00:00:00 GMT'}", 200));
    }

    @ParameterizedTest
    @MethodSource("conditionsOfReads")
    void aReadHasConditions(String conditions, int status) {
        s3.put("a", "hello");
        String input = conditions.replace("\\'", "\\\"");

        if (status == 200) {
            assertThat(TestBuckets.body(s3.get("a", input))).isEqualTo("hello");
        } else {
            refused(() -> s3.get("a", input), status, status == 304 ? "NotModified" : "PreconditionFailed");
        }
    }

    /// [Conditional writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html)
    @Test
    void aWriteHasConditions() {
        refused(() -> s3.put("a", new byte[0], "{'IfMatch':'x'}"), 404, "NoSuchKey");
        JsonNode first = s3.put("a", new byte[0], "{'IfNoneMatch':'*'}");

        refused(() -> s3.put("a", new byte[0], "{'IfNoneMatch':'*'}"), 412, "PreconditionFailed");
        refused(() -> s3.put("a", new byte[0], "{'IfMatch':'x'}"), 412, "PreconditionFailed");
        String etag = first.path("ETag").asText().replace("\"", "");
        s3.put("a", "second".getBytes(StandardCharsets.UTF_8), "{'IfMatch':'" + etag + "'}");
        assertThat(TestBuckets.body(s3.get("a", "{}"))).isEqualTo("second");
    }

    /// [Conditional deletes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html)
    @Test
    void aDeletionHasConditions() {
        s3.put("a", "x");

        refused(() -> delete("{'IfMatch':'other'}"), 412, "PreconditionFailed");
        delete("{'IfMatch':'*'}");
        refused(() -> delete("{'IfMatch':'*'}"), 404, "NoSuchKey");
        delete("{}");
    }

    private void delete(String more) {
        ObjectNode input = TestBuckets.json(more).deepCopy();
        s3.call("DeleteObject", input.put("Bucket", "photos").put("Key", "a"));
    }

    @Test
    void aCopyKeepsOrReplacesMetadata() {
        s3.put("a", "x".getBytes(StandardCharsets.UTF_8), "{'ContentType':'text/plain','Metadata':{'k':'v'}}");

        s3.call("CopyObject", "{'Bucket':'photos','Key':'b c','CopySource':'/photos/a'}");
        s3.call(
                "CopyObject",
                "{'Bucket':'photos','Key':'d','CopySource':'photos/b%20c','MetadataDirective':'REPLACE','Metadata':{'n':'m'}}");

        assertThat(s3.get("b c", "{}").path("ContentType").asText()).isEqualTo("text/plain");
        assertThat(s3.get("b c", "{}").path("Metadata").path("k").asText()).isEqualTo("v");
        assertThat(s3.get("d", "{}").path("Metadata")).isEqualTo(TestBuckets.json("{'n':'m'}"));
        assertThat(s3.get("d", "{}").path("ContentType").asText()).isEqualTo("binary/octet-stream");
    }

    @Test
    void aCopyOntoItselfMustChangeSomething() {
        s3.put("a", "x");

        refused(
                () -> s3.call("CopyObject", "{'Bucket':'photos','Key':'a','CopySource':'photos/a'}"),
                400,
                "InvalidRequest");
        s3.call("CopyObject", "{'Bucket':'photos','Key':'a','CopySource':'photos/a','MetadataDirective':'REPLACE'}");
    }

    @Test
    void aDateIsThatOfTheRuntimesClock() throws Exception {
        s3.time.advance(Duration.ofDays(1));
        s3.put("a", "x");

        // 2025-01-02T00:00:00Z
        assertThat(s3.get("a", "{}").path("LastModified").asLong()).isEqualTo(1735776000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos", "a.b-c", "abc", "1a2"})
    void theseAreNamesOfBuckets(String name) {
        s3.call("CreateBucket", "{'Bucket':'" + name + "'}");

        assertThat(s3.buckets.has(name)).isTrue();
    }

    /// [Bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "Photos", "a_b", "-ab", "ab-", "a..b", "192.168.5.4", "xn--abc", "abc-s3alias", "a.-b"})
    void theseAreNotNamesOfBuckets(String name) {
        refused(() -> s3.call("CreateBucket", "{'Bucket':'" + name + "'}"), 400, "InvalidBucketName");
    }

    @Test
    void aBucketMustBeEmptyToBeDeleted() {
        s3.put("a", "x");

        refused(() -> s3.call("DeleteBucket", "{'Bucket':'photos'}"), 409, "BucketNotEmpty");
        delete("{}");
        s3.call("DeleteBucket", "{'Bucket':'photos'}");
        refused(() -> s3.put("a", "x"), 404, "NoSuchBucket");
    }

    @Test
    void aBucketOfAnotherRegionIsMadeOnce() {
        String input = "{'Bucket':'other','CreateBucketConfiguration':{'LocationConstraint':'eu-west-1'}}";
        s3.call("CreateBucket", input);

        refused(() -> s3.call("CreateBucket", input), 409, "BucketAlreadyOwnedByYou");
        assertThat(s3.call("GetBucketLocation", "{'Bucket':'other'}")
                        .path("LocationConstraint")
                        .asText())
                .isEqualTo("eu-west-1");
        assertThat(s3.call("GetBucketLocation", "{'Bucket':'photos'}").isEmpty())
                .isTrue();
    }

    @Test
    void objectsHaveTags() {
        s3.put("a", new byte[0], "{'Tagging':'k=v&k2=v%202'}");
        assertThat(s3.call("GetObjectTagging", "{'Bucket':'photos','Key':'a'}"))
                .isEqualTo(TestBuckets.json("{'TagSet':[{'Key':'k','Value':'v'},{'Key':'k2','Value':'v 2'}]}"));
        assertThat(s3.get("a", "{}").path("TagCount").asInt()).isEqualTo(2);

        s3.call(
                "PutObjectTagging",
                "{'Bucket':'photos','Key':'a','Tagging':{'TagSet':[{'Key':'only','Value':'one'}]}}");
        assertThat(TestBuckets.texts(
                        s3.call("GetObjectTagging", "{'Bucket':'photos','Key':'a'}")
                                .path("TagSet"),
                        "Key"))
                .containsExactly("only");

        s3.call("DeleteObjectTagging", "{'Bucket':'photos','Key':'a'}");
        assertThat(s3.call("GetObjectTagging", "{'Bucket':'photos','Key':'a'}").path("TagSet"))
                .isEmpty();
        refused(() -> s3.put("a", new byte[0], "{'Tagging':'k=v&k=w'}"), 400, "InvalidArgument");
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        s3.put("a", "x");

        JsonNode output = s3.call(
                "DeleteObjects",
                "{'Bucket':'photos','Delete':{'Objects':[{'Key':'a'},{'Key':'missing'},{'Key':'v','VersionId':'1'}]}}");

        assertThat(TestBuckets.texts(output.path("Deleted"), "Key")).containsExactly("a", "missing");
        assertThat(TestBuckets.texts(output.path("Errors"), "Code")).containsExactly("NoSuchVersion");
        refused(() -> s3.call("DeleteObjects", "{'Bucket':'photos','Delete':{'Objects':[]}}"), 400, "MalformedXML");
    }

    @Test
    void checksumsAreVerified() {
        // CRC32 of hello is 3610a686
        JsonNode put = s3.put("a", "hello".getBytes(StandardCharsets.UTF_8), "{'ChecksumCRC32':'NhCmhg=='}");

        assertThat(put.path("ChecksumType").asText()).isEqualTo("FULL_OBJECT");
        assertThat(s3.get("a", "{'ChecksumMode':'ENABLED'}")
                        .path("ChecksumCRC32")
                        .asText())
                .isEqualTo("NhCmhg==");
        assertThat(s3.get("a", "{}").has("ChecksumCRC32")).isFalse();
        refused(() -> s3.put("a", new byte[1], "{'ChecksumCRC32':'NhCmhg=='}"), 400, "BadDigest");
        refused(() -> s3.put("a", new byte[1], "{'ChecksumCRC32':'x'}"), 400, "InvalidRequest");
        refused(() -> s3.put("a", new byte[1], "{'ContentMD5':'XUFAKrxLKna5cZ2REBfFkg=='}"), 400, "BadDigest");
        refused(() -> s3.put("a", new byte[1], "{'ContentMD5':'?'}"), 400, "InvalidDigest");
    }

    /// CRC-64/NVME is [the default][1].
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
    @Test
    void anObjectWithoutAChecksumGetsOne() {
        s3.put("digits", "123456789");

        JsonNode attributes = s3.call(
                "GetObjectAttributes",
                "{'Bucket':'photos','Key':'digits','ObjectAttributes':['Checksum','ObjectSize','ETag','StorageClass','ObjectParts']}");

        // ae8b14860a799888
        assertThat(attributes.path("Checksum").path("ChecksumCRC64NVME").asText())
                .isEqualTo("rosUhgp5mIg=");
        assertThat(attributes.path("ObjectSize").asInt()).isEqualTo(9);
        assertThat(attributes.path("ETag").asText()).isEqualTo("25f9e794323b453885f5181f1b624d0b");
        assertThat(attributes.path("StorageClass").asText()).isEqualTo("STANDARD");
        assertThat(attributes.has("ObjectParts")).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("PutBucketWebsite", "{'Bucket':'photos'}", 501, "NotImplemented"),
                arguments("GetObject", "{'Bucket':'photos','Key':'a','VersionId':'1'}", 400, "InvalidArgument"),
                arguments("PutObject", "{'Bucket':'photos','Key':'a','SSECustomerKey':'k'}", 501, "NotImplemented"),
                arguments(
                        "PutObject",
                        "{'Bucket':'photos','Key':'a','ServerSideEncryption':'rot13'}",
                        400,
                        "InvalidArgument"),
                arguments(
                        "PutBucketVersioning",
                        "{'Bucket':'photos','VersioningConfiguration':{'Status':'Enabled'}}",
                        501,
                        "NotImplemented"),
                arguments("GetObject", "{'Bucket':'photos','Key':'a','Bukcet':'x'}", 400, "InvalidRequest"),
                arguments("GetObject", "{'Bucket':'photos','Key':'missing'}", 404, "NoSuchKey"),
                arguments("GetObject", "{'Bucket':'missing','Key':'a'}", 404, "NoSuchBucket"),
                arguments("GetObject", "{'Bucket':'photos'}", 400, "InvalidRequest"),
                arguments(
                        "PutObject", "{'Bucket':'photos','Key':'a','StorageClass':'COLD'}", 400, "InvalidStorageClass"),
                arguments(
                        "HeadBucket", "{'Bucket':'photos','ExpectedBucketOwner':'111111111111'}", 403, "AccessDenied"),
                arguments("PutObject", "{'Bucket':'photos','Key':'" + "k".repeat(1025) + "'}", 400, "KeyTooLongError"),
                arguments(
                        "PutObject",
                        "{'Bucket':'photos','Key':'a','Metadata':{'m':'" + "v".repeat(2048) + "'}}",
                        400,
                        "MetadataTooLarge"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void unsupportedRequestsAreRefusedByName(String operation, String input, int status, String code) {
        refused(() -> s3.call(operation, input), status, code);
    }

    static void refused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }
}
