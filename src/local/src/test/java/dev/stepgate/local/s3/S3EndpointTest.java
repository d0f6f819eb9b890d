// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S3's REST protocol, from the [API reference](https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html).
class S3EndpointTest {
    private static final byte[] NOTHING = {};
    private static final String ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private final TestBuckets s3 = new TestBuckets();
    private final S3Endpoint endpoint = new S3Endpoint(s3.buckets, () -> ID);

    @Test
    void anObjectIsPutAndReadInThePath() {
        HttpResponse put = send(
                "PUT",
                "/photos/a%20b/%C3%A9?x-id=PutObject",
                Headers.of("Content-Type", "text/plain")
                        .plus("x-amz-meta-Color", "red")
                        .plus("Cache-Control", "no-store"),
                "hello");
        HttpResponse got = send("GET", "/photos/a%20b/%C3%A9", Headers.none(), "");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.headers().first("ETag")).contains("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(got.text()).isEqualTo("hello");
        assertThat(got.headers().first("Content-Type")).contains("text/plain");
        assertThat(got.headers().first("x-amz-meta-color")).contains("red");
        assertThat(got.headers().first("Last-Modified")).contains("Wed, 01 Jan 2025 00:00:00 GMT");
        assertThat(got.headers().first("x-amz-request-id")).contains("AAAAAAAABBBBCCCC");
        assertThat(s3.buckets.find("photos").find("a b/é")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "photos.s3.localhost:4566",
        "photos.localhost:4566",
        "photos.s3.amazonaws.com",
        "photos.s3.eu-west-1.amazonaws.com",
        "photos.s3-eu-west-1.amazonaws.com"
    })
    void theHostMayNameTheBucket(String host) {
        HttpResponse put = send("PUT", "/a", Headers.of("Host", host), "x");

        assertThat(put.status()).isEqualTo(200);
        assertThat(s3.buckets.find("photos").find("a")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4566", "localhost:4566", "s3.amazonaws.com", "s3.us-east-1.amazonaws.com"})
    void otherHostsLeaveItToThePath(String host) {
        send("PUT", "/photos/a", Headers.of("Host", host), "x");

        assertThat(s3.buckets.find("photos").find("a")).isPresent();
    }

    @Test
    void anErrorIsXml() {
        HttpResponse got = send("GET", "/photos/%3Cmissing%3E", Headers.none(), "");

        assertThat(got.status()).isEqualTo(404);
        assertThat(got.headers().first("Content-Type")).contains("application/xml");
        assertThat(got.text())
                .contains("<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>")
                .contains("<Key>&lt;missing&gt;</Key>")
                .contains("<RequestId>AAAAAAAABBBBCCCC</RequestId><HostId>");
        assertThat(send("HEAD", "/photos/missing", Headers.none(), "").body()).isEmpty();
    }

    @Test
    void anUnchangedObjectIsNotSentAgain() {
        s3.put("a", "hello");

        HttpResponse got =
                send("GET", "/photos/a", Headers.of("If-None-Match", "\"5d41402abc4b2a76b9719d911017c592\""), "");

        assertThat(got.status()).isEqualTo(304);
        assertThat(got.headers().first("ETag")).contains("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(got.body()).isEmpty();
    }

    @Test
    void aRangeIsPartialContent() {
        s3.put("a", "0123456789");

        HttpResponse got = send("GET", "/photos/a", Headers.of("Range", "bytes=2-4"), "");

        assertThat(got.status()).isEqualTo(206);
        assertThat(got.text()).isEqualTo("234");
        assertThat(got.headers().first("Content-Range")).contains("bytes 2-4/10");
    }

    @Test
    void headTellsTheLength() {
        s3.put("a", "0123456789");

        HttpResponse head = send("HEAD", "/photos/a", Headers.none(), "");

        assertThat(head.headers().first("Content-Length")).contains("10");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aListIsXml() {
        s3.put("a&b", "x");
        s3.put("dir/c", "x");

        HttpResponse list = send("GET", "/photos?list-type=2&delimiter=%2F", Headers.none(), "");

        assertThat(list.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>photos</Name>")
                .contains("<Contents><Key>a&amp;b</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified>")
                .contains("<CommonPrefixes><Prefix>dir/</Prefix></CommonPrefixes>");
    }

    @Test
    void theRegionOfABucketIsAText() {
        assertThat(send("GET", "/photos?location", Headers.none(), "").text())
                .endsWith(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></LocationConstraint>");
    }

    /// Bodies in the form of [signed trailers][1], with a shorter text; the checksum is the CRC-32 of hello.
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
    static Stream<Arguments> chunked() {
        String trailer = "x-amz-checksum-crc32:NhCmhg==";
        return Stream.of(
                arguments("STREAMING-UNSIGNED-PAYLOAD-TRAILER", lines("3", "hel", "2", "lo", "0", trailer, "")),
                arguments(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        lines(
                                "5;chunk-signature=ab",
                                "hello",
                                "0;chunk-signature=cd",
                                trailer,
                                "x-amz-trailer-signature:ef",
                                "")),
                arguments(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        lines("5;chunk-signature=ab", "hello", "0;chunk-signature=cd", "")));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @ParameterizedTest
    @MethodSource("chunked")
    void bodiesInChunksAreDecoded(String coding, String body) {
        HttpResponse put = send("PUT", "/photos/a", chunks(coding, "5"), body);

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(TestBuckets.body(s3.get("a", "{}"))).isEqualTo("hello");
        assertThat(s3.get("a", "{}").has("ContentEncoding")).isFalse();
        boolean trailer = body.contains("checksum-crc32");
        assertThat(put.headers().first("x-amz-checksum-crc32").isPresent()).isEqualTo(trailer);
    }

    private static Headers chunks(String coding, String length) {
        return Headers.of("x-amz-content-sha256", coding)
                .plus("Content-Encoding", "aws-chunked")
                .plus("x-amz-decoded-content-length", length);
    }

    @ParameterizedTest
    @CsvSource({
        "5, '5\r\nhello\r\n'",
        "5, '6\r\nhello\r\n0\r\n\r\n'",
        "5, 'x\r\nhello\r\n0\r\n\r\n'",
        "5, '7fffffff\r\nhello\r\n0\r\n\r\n'",
        "4, '5\r\nhello\r\n0\r\n\r\n'",
        "5, hello"
    })
    void brokenChunksAreRefused(String length, String body) {
        HttpResponse put = send("PUT", "/photos/a", chunks("STREAMING-UNSIGNED-PAYLOAD-TRAILER", length), body);

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.text()).contains("<Code>IncompleteBody</Code>");
    }

    @Test
    void theChecksumInATrailerIsVerified() {
        HttpResponse put = send(
                "PUT",
                "/photos/a",
                chunks("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "5"),
                "5\r\nhallo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");

        assertThat(put.text()).contains("<Code>BadDigest</Code>");
        assertThat(s3.buckets.find("photos").find("a")).isEmpty();
    }

    @Test
    void theHashOfThePayloadIsVerified() {
        HttpResponse put = send("PUT", "/photos/a", Headers.of("x-amz-content-sha256", "0".repeat(64)), "x");

        assertThat(put.text()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
    }

    /// [Query string
    /// authentication](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html)
    @Test
    void aPresignedUrlExpiresOnTheRuntimesClock() throws Exception {
        s3.put("a", "x");
        String url =
                "/photos/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20250101%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20250101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00";

        assertThat(send("GET", url, Headers.none(), "").text()).isEqualTo("x");
        s3.time.advance(Duration.ofSeconds(60));
        HttpResponse late = send("GET", url, Headers.none(), "");
        HttpResponse incomplete = send("GET", url.replace("&X-Amz-Expires=60", ""), Headers.none(), "");

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text())
                .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>")
                .contains("<Expires>2025-01-01T00:01:00Z</Expires>");
        assertThat(incomplete.text()).contains("<Code>AuthorizationQueryParametersError</Code>");
    }

    /// A URL as the client for JavaScript signs it; AWS took the body in LocalStack's
    /// test_presigned_url_v4_x_amz_in_qs.
    @Test
    void aPresignedUrlsChecksumIsNotThatOfTheBody() {
        String url =
                "/photos/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential=a%2F20250101"
                        + "%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20250101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=00&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32&x-id=PutObject";

        HttpResponse stored = send("PUT", url, Headers.none(), "123456");

        HttpResponse head = send("HEAD", "/photos/a", Headers.of("x-amz-checksum-mode", "ENABLED"), "");

        assertThat(stored.status()).isEqualTo(200);
        assertThat(head.headers().first("x-amz-checksum-crc64nvme")).contains("CVmbZh4IWzA=");
        assertThat(head.headers().first("x-amz-checksum-crc32")).isEmpty();
    }

    /// [User-defined
    /// metadata](https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata): the
    /// example's text, whose bytes are read as Latin-1.
    @Test
    void metadataThatIsNotAsciiComesBackInEncodedWords() {
        String bytes = new String("ÄMÄZÕÑ S3".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        send("PUT", "/photos/a", Headers.of("x-amz-meta-nonascii", bytes), "x");
        HttpResponse head = send("HEAD", "/photos/a", Headers.none(), "");
        send("PUT", "/photos/b", Headers.of("x-amz-meta-nonascii", "=?UTF-8?Q?=C3=84_B?="), "x");

        assertThat(head.headers().first("x-amz-meta-nonascii")).contains("=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=");
        assertThat(s3.get("b", "{}").path("Metadata").path("nonascii").asText()).isEqualTo("Ä B");
    }

    @Test
    void manyObjectsAreDeletedByADocument() {
        s3.put("a", "x");
        String document = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a</Key></Object>"
                + "<Object><Key>b</Key></Object></Delete>";
        String md5 = Base64.getEncoder()
                .encodeToString(ChecksumAlgorithm.digest("MD5", Content.of(document.getBytes(StandardCharsets.UTF_8))));

        HttpResponse unchecked = send("POST", "/photos?delete", Headers.none(), document);
        HttpResponse deleted = send("POST", "/photos?delete", Headers.of("Content-MD5", md5), document);

        assertThat(unchecked.text()).contains("<Code>InvalidRequest</Code>");
        assertThat(deleted.text()).contains("<Deleted><Key>a</Key></Deleted><Deleted><Key>b</Key></Deleted>");
    }

    /// Documents must not refer to others, nor contain more than a request needs.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///nowhere\">]><Tagging><TagSet>&e;</TagSet></Tagging>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\"><Tagging/>",
                "<Tagging><TagSet>&unknown;</TagSet></Tagging>",
                "<Tagging>",
                "<Tagging><Events>a</Events><Event>b</Event></Tagging>",
                "not XML",
                "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>"
            })
    void documentsThatAreNotPlainAreRefused(String document) {
        HttpResponse put = send("PUT", "/photos?tagging", Headers.none(), document);

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.text()).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void aPageOfAnotherOriginIsLetInByRules() {
        send(
                "PUT",
                "/photos?cors",
                Headers.none(),
                "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example.com</AllowedOrigin>"
                        + "<AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader>"
                        + "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>");

        HttpResponse asked = preflight("https://www.example.com", "PUT", "X-Amz-Date");
        HttpResponse put = send("PUT", "/photos/a", Headers.of("Origin", "https://www.example.com"), "x");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.headers().first("Access-Control-Allow-Origin")).contains("https://www.example.com");
        assertThat(asked.headers().first("Access-Control-Allow-Headers")).contains("X-Amz-Date");
        assertThat(asked.headers().first("Access-Control-Max-Age")).contains("60");
        assertThat(put.headers().first("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(preflight("https://example.org", "PUT", "x-amz-date").status())
                .isEqualTo(403);
        assertThat(preflight("https://www.example.com", "GET", "x-amz-date").status())
                .isEqualTo(403);
        assertThat(preflight("https://www.example.com", "PUT", "x-other").status())
                .isEqualTo(403);
    }

    private HttpResponse preflight(String origin, String method, String header) {
        return send(
                "OPTIONS",
                "/photos/a",
                Headers.of("Origin", origin)
                        .plus("Access-Control-Request-Method", method)
                        .plus("Access-Control-Request-Headers", header),
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /photos?lifecycle, GetBucketLifecycleConfiguration",
        "PUT, /photos?website, PutBucketWebsite",
        "PUT, /photos/a?retention, PutObjectRetention",
        "POST, /photos/a?select&select-type=2, SelectObjectContent",
        "POST, /photos, PostObject"
    })
    void unsupportedRequestsAreRefusedByName(String method, String target, String operation) {
        HttpResponse refused = send(method, target, Headers.none(), "");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.text()).contains("<Code>NotImplemented</Code><Message>" + operation + " ");
    }

    @Test
    void bytesThatAreNotTextAreNotAKey() {
        HttpResponse got = send("GET", "/photos/%AE%8A-", Headers.none(), "");

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.text()).contains("<Code>InvalidURI</Code>");
    }

    static Stream<Arguments> claims() {
        String credential = "AWS4-HMAC-SHA256 Credential=AKID/20250101/us-east-1/%s/aws4_request, SignedHeaders=host";
        return Stream.of(
                arguments("/any", Headers.of("Authorization", String.format(credential, "s3")), true),
                arguments("/photos/a", Headers.of("Authorization", String.format(credential, "sqs")), false),
                arguments("/any", Headers.of("Authorization", "AWS AKID:signature"), true),
                arguments(
                        "/any?X-Amz-Credential=AKID%2F20250101%2Fus-east-1%2Fs3%2Faws4_request", Headers.none(), true),
                arguments(
                        "/any?X-Amz-Credential=AKID%2F20250101%2Fus-east-1%2Fsns%2Faws4_request",
                        Headers.none(), false),
                arguments("/any", Headers.of("Host", "any.s3.localhost"), true),
                arguments("/photos/a", Headers.none(), true),
                arguments("/a", Headers.of("Host", "photos.localhost"), true),
                arguments("/other/a", Headers.none(), false));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aRequestForS3IsRecognised(String target, Headers headers, boolean isOurs) {
        assertThat(endpoint.claims(HttpRequest.of("GET", target, headers, NOTHING)))
                .isEqualTo(isOurs);
    }

    private HttpResponse send(String method, String target, Headers headers, String body) {
        return endpoint.answer(HttpRequest.of(method, target, headers, body.getBytes(StandardCharsets.UTF_8)), ID)
                .toCompletableFuture()
                .join();
    }
}
