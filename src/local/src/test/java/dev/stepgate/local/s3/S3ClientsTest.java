// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.time.RealTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// AWS's own Java client, over a socket, at the endpoint that all services share. It sends its checksums in
/// the body, signed chunk by chunk, and checks what it reads against the checksum that comes with it.
class S3ClientsTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));

    private final RealTime time = new RealTime();
    private HttpServer server;
    private S3Client s3;

    @BeforeEach
    void start() {
        Account account = new Account("aws", "us-east-1", "123456789012");
        Supplier<String> uuids = () -> UUID.randomUUID().toString();
        Buckets buckets = new Buckets(account, time, uuids);
        Queues queues = new Queues(account, time, this::endpoint, uuids);
        server = HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.awsEndpoint(),
                ServerHandlers.http(new AwsEndpoint(List.of(queues, new S3Endpoint(buckets, uuids)))));
        s3 = S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
        s3.createBucket(request -> request.bucket("photos"));
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
        time.close();
    }

    /// Recorded from AWS in LocalStack's `test_crud_bucket_ownership_controls`, `test_crud_public_access_block`,
    /// `test_s3_default_bucket_encryption` and `test_bucket_policy_crud`.
    @Test
    void aBucketDescribesItsSettingsAsTheyWerePut() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        assertThat(ownership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(encryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(publicAccess().blockPublicPolicy()).isTrue();

        OwnershipControlsRule writer = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                .build();
        s3.putBucketOwnershipControls(
                request -> request.bucket("photos").ownershipControls(controls -> controls.rules(writer)));
        s3.putPublicAccessBlock(request ->
                request.bucket("photos").publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
        s3.putBucketPolicy(request -> request.bucket("photos").policy(policy));

        assertThat(ownership()).isEqualTo(ObjectOwnership.OBJECT_WRITER);
        assertThat(publicAccess().blockPublicAcls()).isTrue();
        assertThat(publicAccess().blockPublicPolicy()).isFalse();
        assertThat(s3.getBucketPolicy(request -> request.bucket("photos")).policy())
                .isEqualTo(policy);
    }

    @Test
    void aSettingThatWasDeletedIsNotFound() {
        s3.deleteBucketOwnershipControls(request -> request.bucket("photos"));
        s3.deletePublicAccessBlock(request -> request.bucket("photos"));
        s3.deleteBucketEncryption(request -> request.bucket("photos"));

        refused(this::ownership, "OwnershipControlsNotFoundError");
        refused(this::publicAccess, "NoSuchPublicAccessBlockConfiguration");
        refused(() -> s3.getBucketPolicy(request -> request.bucket("photos")), "NoSuchBucketPolicy");
        assertThat(encryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    /// Recorded from AWS in LocalStack's `test_s3_bucket_encryption_sse_kms` and
    /// `test_s3_default_bucket_encryption_exc`.
    @Test
    void anObjectIsSaidToBeEncryptedAsItsBucketPrescribes() {
        String key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
        ServerSideEncryptionRule byKms = ServerSideEncryptionRule.builder()
                .bucketKeyEnabled(true)
                .applyServerSideEncryptionByDefault(
                        byDefault -> byDefault.sseAlgorithm("aws:kms").kmsMasterKeyID(key))
                .build();
        s3.putBucketEncryption(request -> request.bucket("photos")
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(byKms)));
        s3.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("x"));
        s3.putObject(
                request -> request.bucket("photos").key("b").serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromString("x"));

        HeadObjectResponse encrypted =
                s3.headObject(request -> request.bucket("photos").key("a"));
        assertThat(encrypted.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(encrypted.ssekmsKeyId()).isEqualTo(key);
        assertThat(encrypted.bucketKeyEnabled()).isTrue();
        assertThat(s3.headObject(request -> request.bucket("photos").key("b")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        refused(
                () -> s3.putBucketEncryption(request -> request.bucket("photos")
                        .serverSideEncryptionConfiguration(
                                configuration -> configuration.rules(List.<ServerSideEncryptionRule>of()))),
                "MalformedXML");
    }

    private ObjectOwnership ownership() {
        return s3.getBucketOwnershipControls(request -> request.bucket("photos"))
                .ownershipControls()
                .rules()
                .getFirst()
                .objectOwnership();
    }

    private ServerSideEncryption encryption() {
        return s3.getBucketEncryption(request -> request.bucket("photos"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .sseAlgorithm();
    }

    private PublicAccessBlockConfiguration publicAccess() {
        return s3.getPublicAccessBlock(request -> request.bucket("photos")).publicAccessBlockConfiguration();
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    @Test
    void anObjectIsPutReadAndDeleted() {
        s3.putObject(
                request -> request.bucket("photos")
                        .key("a b/é+~")
                        .contentType("text/plain")
                        .metadata(Map.of("k", "v")),
                RequestBody.fromString("hello"));

        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(request -> request.bucket("photos").key("a b/é+~"));

        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().metadata()).containsExactly(Map.entry("k", "v"));
        s3.deleteObject(request -> request.bucket("photos").key("a b/é+~"));
        assertThatThrownBy(
                        () -> s3.headObject(request -> request.bucket("photos").key("a b/é+~")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(request -> request.bucket("photos").key("a")))
                .isInstanceOf(NoSuchKeyException.class)
                .hasMessageContaining("The specified key does not exist.");
        assertThatThrownBy(() -> s3.headBucket(request -> request.bucket("missing")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "SHA1", "SHA256"})
    void theClientsChecksumIsKept(ChecksumAlgorithm algorithm) {
        s3.putObject(
                request -> request.bucket("photos").key("a").checksumAlgorithm(algorithm),
                RequestBody.fromBytes(new byte[200_000]));

        GetObjectResponse got = s3.getObjectAsBytes(
                        request -> request.bucket("photos").key("a").checksumMode(ChecksumMode.ENABLED))
                .response();

        assertThat(got.contentLength()).isEqualTo(200_000);
        assertThat(got.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    @Test
    void aLargeObjectComesInParts() {
        byte[] large = new byte[5 << 20];
        new Random(3).nextBytes(large);
        String id = s3.createMultipartUpload(request -> request.bucket("photos").key("big"))
                .uploadId();
        List<CompletedPart> parts = List.of(part(id, 1, large), part(id, 2, new byte[] {7}));

        s3.completeMultipartUpload(request ->
                request.bucket("photos").key("big").uploadId(id).multipartUpload(upload -> upload.parts(parts)));

        assertThat(s3.headObject(request -> request.bucket("photos").key("big")).contentLength())
                .isEqualTo((5 << 20) + 1);
        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket("photos").key("big").range("bytes=-1"))
                        .asByteArray())
                .containsExactly(7);
        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket("photos").key("big").range("bytes=0-5242879"))
                        .asByteArray())
                .isEqualTo(large);
    }

    @Test
    void anObjectOnDiskIsReadCopiedAndOutlivesItsSource() {
        byte[] large = new byte[Contents.LARGE + 100_000];
        new Random(5).nextBytes(large);
        s3.putObject(request -> request.bucket("photos").key("big"), RequestBody.fromBytes(large));

        s3.copyObject(request -> request.sourceBucket("photos")
                .sourceKey("big")
                .destinationBucket("photos")
                .destinationKey("copy"));
        s3.putObject(request -> request.bucket("photos").key("big"), RequestBody.fromString("small"));

        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket("photos").key("copy").checksumMode(ChecksumMode.ENABLED))
                        .asByteArray())
                .isEqualTo(large);
        assertThat(s3.getObjectAsBytes(request -> request.bucket("photos").key("big"))
                        .asUtf8String())
                .isEqualTo("small");
    }

    private CompletedPart part(String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        request ->
                                request.bucket("photos").key("big").uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    @Test
    void keysAreListedPageByPage() {
        List<String> keys = List.of("a", "a b", "a&<b>", "é/1", "😀");
        keys.forEach(key -> s3.putObject(request -> request.bucket("photos").key(key), RequestBody.empty()));

        List<String> listed =
                s3.listObjectsV2Paginator(request -> request.bucket("photos").maxKeys(2)).contents().stream()
                        .map(S3Object::key)
                        .toList();
        s3.deleteObjects(request -> request.bucket("photos")
                .delete(delete -> delete.objects(listed.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())));

        assertThat(listed).containsExactlyElementsOf(keys);
        assertThat(s3.listObjectsV2(request -> request.bucket("photos")).contents())
                .isEmpty();
    }

    @Test
    void conditionsReachTheClientAsExceptions() {
        s3.putObject(request -> request.bucket("photos").key("a").ifNoneMatch("*"), RequestBody.fromString("1"));

        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket("photos").key("a").ifNoneMatch("*"), RequestBody.fromString("2")))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(412);
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                    assertThat(refusal.requestId()).isNotEmpty();
                });
    }

    @Test
    void aPresignedUrlNeedsNoClient() throws IOException, InterruptedException {
        try (S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = URI.create(presigner
                    .presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(object -> object.bucket("photos").key("a")))
                    .url()
                    .toString());
            URI get = URI.create(presigner
                    .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(object -> object.bucket("photos").key("a")))
                    .url()
                    .toString());

            int status = http.send(
                            HttpRequest.newBuilder(put)
                                    .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();

            assertThat(status).isEqualTo(200);
            assertThat(http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void otherServicesAnswerAtTheSameEndpoint() {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build()) {
            assertThat(sqs.createQueue(request -> request.queueName("photos")).queueUrl())
                    .endsWith("/123456789012/photos");
        }
    }
}
