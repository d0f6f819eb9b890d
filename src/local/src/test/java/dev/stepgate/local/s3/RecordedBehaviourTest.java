// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static dev.stepgate.local.s3.TestBuckets.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS answered LocalStack's tests in `tests/aws/services/s3`, in their files `*.snapshot.json`.
class RecordedBehaviourTest {
    private final TestBuckets s3 = new TestBuckets();

    @Test
    void withoutVersioningEachObjectHasTheVersionNull() {
        s3.put("a/1", "x");
        s3.put("b", "x");
        s3.put("c", "x");

        JsonNode page = s3.call("ListObjectVersions", "{'Bucket':'photos','Delimiter':'/','MaxKeys':2}");
        JsonNode rest = s3.call("ListObjectVersions", "{'Bucket':'photos','KeyMarker':'b','VersionIdMarker':'null'}");

        assertThat(TestBuckets.texts(page.path("CommonPrefixes"), "Prefix")).containsExactly("a/");
        assertThat(TestBuckets.texts(page.path("Versions"), "Key")).containsExactly("b");
        assertThat(TestBuckets.texts(page.path("Versions"), "VersionId")).containsExactly("null");
        assertThat(page.path("NextKeyMarker").asText()).isEqualTo("b");
        assertThat(page.path("NextVersionIdMarker").asText()).isEqualTo("null");
        assertThat(TestBuckets.texts(rest.path("Versions"), "Key")).containsExactly("c");
    }

    /// `test_put_object_if_match_validation` and its neighbours.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'IfMatch':'*'} | If-Match | We don't accept the provided value of If-Match header for this API",
                "{'IfNoneMatch':'x'} | If-None-Match"
                        + " | We don't accept the provided value of If-None-Match header for this API",
                "{'IfMatch':'x','IfNoneMatch':'*'} | If-Match,If-None-Match"
                        + " | Multiple conditional request headers present in the request"
            })
    void conditionsThatWritesDoNotTakeAreRefused(String condition, String header, String reason) {
        assertThatThrownBy(() -> s3.put("a", new byte[0], condition))
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(501);
                    assertThat(refused.members())
                            .isEqualTo(Inputs.object().put("Header", header).put("additionalMessage", reason));
                });
    }

    /// `test_bucket_notification_with_missing_values_in_rule` and `test_bucket_notification_with_invalid_filter_rules`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | MalformedXML",
                "{'Name':'prefix'} | MalformedXML",
                "{'Value':'x'} | MalformedXML",
                "{'Name':'INVALID','Value':'x'} | InvalidArgument"
            })
    void aFilterRuleHasANameAndAValue(String rule, String code) {
        String configuration =
                "{'Bucket':'photos','NotificationConfiguration':{'QueueConfigurations':[{'QueueArn':'arn:aws:sqs:us-east-1:"
                        + "123456789012:q','Events':['s3:ObjectCreated:*'],'Filter':{'Key':{'FilterRules':[" + rule
                        + "]}}}]}}";

        assertThatThrownBy(() -> s3.call("PutBucketNotificationConfiguration", configuration))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void bucketsAreNamedByTheirArns() {
        assertThat(s3.call("CreateBucket", "{'Bucket':'other'}")
                        .path("BucketArn")
                        .asText())
                .isEqualTo("arn:aws:s3:::other");
        assertThat(s3.call("HeadBucket", "{'Bucket':'other'}").path("BucketArn").asText())
                .isEqualTo("arn:aws:s3:::other");
        JsonNode listed = s3.call("ListBuckets", "{'Prefix':'oth'}");
        assertThat(listed.at("/Buckets/0/BucketArn").asText()).isEqualTo("arn:aws:s3:::other");
        assertThat(s3.call("ListBuckets", "{'ContinuationToken':'','MaxBuckets':1}")
                        .path("Buckets"))
                .as("test_list_buckets_when_continuation_token_is_empty")
                .hasSize(1);
        JsonNode plain = s3.call("ListBuckets", "{}").path("Buckets").path(0);
        assertThat(plain.has("BucketArn")).isTrue();
        assertThat(plain.has("BucketRegion")).isFalse();
    }

    @Test
    void aDateInTheFutureIsNoCondition() {
        s3.put("a", "x");

        assertThat(s3.get("a", "{'IfModifiedSince':" + (s3.time.now().getEpochSecond() + 86_400) + "}")
                        .path("ContentLength")
                        .asInt())
                .isEqualTo(1);
        assertThatThrownBy(
                        () -> s3.get("a", "{'IfModifiedSince':" + s3.time.now().getEpochSecond() + "}"))
                .hasMessage("Not Modified");
    }

    @Test
    void anObjectInAnArchiveIsNotRead() {
        s3.put("a", new byte[1], "{'StorageClass':'DEEP_ARCHIVE'}");

        assertThatThrownBy(() -> s3.get("a", "{}")).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.code()).isEqualTo("InvalidObjectState");
            assertThat(refused.members().path("StorageClass").asText()).isEqualTo("DEEP_ARCHIVE");
        });
        assertThat(s3.call("HeadObject", "{'Bucket':'photos','Key':'a'}")
                        .path("StorageClass")
                        .asText())
                .isEqualTo("DEEP_ARCHIVE");
    }

    @Test
    void theChecksumOfAPartIsReturned() {
        String id = s3.create("a", "{}");
        ObjectNode part = json("{'Bucket':'photos','Key':'a','PartNumber':1,'ChecksumCRC32':'DUoRhQ=='}")
                .deepCopy();

        JsonNode uploaded = s3.call(
                "UploadPart", part.put("UploadId", id).put("Body", "hello world".getBytes(StandardCharsets.UTF_8)));

        assertThat(uploaded.path("ChecksumCRC32").asText()).isEqualTo("DUoRhQ==");
    }

    @Test
    void uploadsAreListedWithTheMarkersOfTheLast() {
        JsonNode none = s3.call("ListMultipartUploads", "{'Bucket':'photos'}");
        String id = s3.create("a", "{}");
        JsonNode one = s3.call("ListMultipartUploads", "{'Bucket':'photos'}");

        assertThat(none.path("NextKeyMarker").asText("-")).isEmpty();
        assertThat(none.has("Prefix")).isFalse();
        assertThat(one.path("NextKeyMarker").asText()).isEqualTo("a");
        assertThat(one.path("NextUploadIdMarker").asText()).isEqualTo(id);
        assertThat(one.at("/Uploads/0/Initiator").has("DisplayName")).isTrue();
    }

    @Test
    void anEventOfTagsHasNoSize() {
        s3.put("a", "x");
        s3.call(
                "PutBucketNotificationConfiguration",
                "{'Bucket':'photos','NotificationConfiguration':{'QueueConfigurations':[{'Id':'1',"
                        + "'QueueArn':'arn:aws:sqs:us-east-1:123456789012:q','Events':['s3:ObjectTagging:*']}]}}");
        s3.call("PutObjectTagging", "{'Bucket':'photos','Key':'a','Tagging':{'TagSet':[]}}");
        awaitEvents();

        JsonNode event = s3.told.getLast().event().path("Records").path(0);
        assertThat(event.path("eventVersion").asText()).isEqualTo("2.3");
        assertThat(event.at("/s3/object").properties().stream().map(Map.Entry::getKey))
                .containsExactly("key", "eTag");
    }

    private void awaitEvents() {
        try {
            s3.time.awaitIdle();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateBucket | {'Bucket':'other','CreateBucketConfiguration':{'LocationConstraint':'us-east-1'}} | InvalidLocationConstraint | The specified location-constraint is not valid",
                "CreateBucket | {'Bucket':'other','CreateBucketConfiguration':{'LocationConstraint':'aws-global'}} | InvalidLocationConstraint | The specified location-constraint is not valid",
                "CreateBucket | {'Bucket':'photos','CreateBucketConfiguration':{'Tags':[{'Key':'a','Value':'b'}]}} | BucketAlreadyOwnedByYou | Your previous request to create the named bucket succeeded and you already own it.",
                "PutBucketTagging | {'Bucket':'photos','Tagging':{'TagSet':[{'Key':'a,b','Value':'c'}]}} | InvalidTag | The TagKey you have provided is invalid",
                "PutBucketTagging | {'Bucket':'photos','Tagging':{'TagSet':[{'Key':'aws:a','Value':'c'}]}} | InvalidTag | System tags cannot be added/updated by requester",
                "PutBucketTagging | {'Bucket':'photos','Tagging':{'TagSet':[{'Value':'c'}]}} | MalformedXML | The XML you provided was not well-formed or did not validate against our published schema",
                "PutObject | {'Bucket':'photos','Key':'a','Tagging':'key1=val1,key2=val2'} | InvalidArgument | The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
                "PutBucketVersioning | {'Bucket':'photos','VersioningConfiguration':{'Status':'enabled'}} | MalformedXML | The XML you provided was not well-formed or did not validate against our published schema",
                "PutBucketVersioning | {'Bucket':'photos','VersioningConfiguration':{}} | IllegalVersioningConfigurationException | The Versioning element must be specified",
                "CopyObject | {'Bucket':'photos','Key':'a','CopySource':'wrongformat'} | InvalidArgument | Invalid copy source object key",
                "PutObject | {'Bucket':'photos','Key':'a','ContentMD5':'000'} | InvalidDigest | The Content-MD5 you specified was invalid.",
            })
    void refusalsHaveTheMessagesOfAws(String operation, String input, String code, String message) {
        assertThatThrownBy(() -> s3.call(operation, input))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    /// `test_user_metadata_rfc2047_encoded`.
    @Test
    void mostlyAsciiMetadataIsQuoted() {
        assertThat(MetadataText.encode("test_\u2014_file%E2%80%94_\u00e9_2?.pdf"))
                .isEqualTo("=?UTF-8?Q?test=5F=E2=80=94=5Ffile%E2%80%94=5F=C3=A9=5F2=3F.pdf?=");
        assertThat(List.of("\u00c4M\u00c4Z\u00d5\u00d1 S3", "plain"))
                .extracting(MetadataText::encode)
                .containsExactly("=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=", "plain");
    }

    /// test_s3_list_operations: test_list_objects_marker_common_prefixes,
    /// test_list_multipart_uploads_marker_common_prefixes.
    @Test
    void aMarkerWithinACommonPrefixIsBeyondThePrefix() {
        Stream.of("f/a/1", "f/a/2", "f/b").forEach(key -> {
            s3.put(key, "x");
            s3.call("CreateMultipartUpload", "{'Bucket':'photos','Key':'" + key + "'}");
        });

        JsonNode objects = s3.call("ListObjects", "{'Bucket':'photos','Prefix':'f/','Delimiter':'/','Marker':'f/a/1'}");
        JsonNode uploads = s3.call(
                "ListMultipartUploads",
                "{'Bucket':'photos','Prefix':'f/','Delimiter':'/','KeyMarker':'f/a/1','EncodingType':'url'}");

        assertThat(objects.has("CommonPrefixes")).isFalse();
        assertThat(TestBuckets.texts(objects.path("Contents"), "Key")).containsExactly("f/b");
        assertThat(uploads.has("CommonPrefixes")).isFalse();
        assertThat(TestBuckets.texts(uploads.path("Uploads"), "Key")).containsExactly("f/b");
        assertThat(uploads.path("EncodingType").asText()).isEqualTo("url");
    }

    /// test_list_multiparts_next_marker, test_multipart_complete_multipart_too_small, test_invalid_sqs_arn.
    @Test
    void refusalsHaveTheMessagesOfAws() {
        String upload = s3.call("CreateMultipartUpload", "{'Bucket':'photos','Key':'a'}")
                .path("UploadId")
                .asText();

        assertRefused(
                "ListMultipartUploads", "'KeyMarker':'b','UploadIdMarker':'" + upload + "'", "Invalid uploadId marker");
        s3.call("UploadPart", "{'Bucket':'photos','Key':'a','PartNumber':1,'UploadId':'" + upload + "'}");
        assertRefused(
                "CompleteMultipartUpload",
                "'Key':'a','UploadId':'" + upload + "'",
                "You must specify at least one part");
        assertRefused(
                "PutBucketNotificationConfiguration",
                "'NotificationConfiguration':{'QueueConfigurations':[{'QueueArn':'q','Events':['s3:ObjectCreated:*']}]}",
                "The ARN could not be parsed");
    }

    /// test_s3_invalid_content_md5.
    @Test
    void aWrongDigestIsAnsweredWithTheRightOne() {
        assertThatThrownBy(() ->
                        s3.call("PutObject", "{'Bucket':'photos','Key':'a','ContentMD5':'AAAAAAAAAAAAAAAAAAAAAA=='}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.members().toString())
                                .isEqualTo("{\"ExpectedDigest\":\"00000000000000000000000000000000\","
                                        + "\"CalculatedDigest\":\"1B2M2Y8AsgTpgAmY7PhCfg==\"}"));
    }

    /// test_copy_object_special_character_plus_for_space.
    @Test
    void aPlusInTheSourceOfACopyIsASpace() {
        s3.put("test key", "x");

        s3.call("CopyObject", "{'Bucket':'photos','Key':'copy','CopySource':'photos/test+key'}");

        assertThat(s3.call("HeadObject", "{'Bucket':'photos','Key':'copy'}")
                        .path("ContentLength")
                        .asInt())
                .isEqualTo(1);
    }

    private void assertRefused(String operation, String more, String message) {
        assertThatThrownBy(() -> s3.call(operation, "{'Bucket':'photos'," + more + "}"))
                .isInstanceOf(AwsException.class)
                .hasMessage(message);
    }
}
