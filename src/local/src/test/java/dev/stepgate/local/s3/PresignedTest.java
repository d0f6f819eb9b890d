// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.QueryString;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recorded from AWS by LocalStack: test_s3_put_presigned_url_missing_sig_param,
/// test_presigned_double_encoded_credentials.
class PresignedTest {

    @ParameterizedTest
    @CsvSource({
        "AWSAccessKeyId=a&Signature=00, 403, Query-string authentication requires the Signature",
        "AWSAccessKeyId=a&Signature=00&Expires=9223372036854775807, 403, Invalid date",
        "X-Amz-Algorithm=a&X-Amz-Credential=a%252F20250101&X-Amz-Date=20250101T000000Z&X-Amz-Expires=60"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=00, 400, Error parsing the X-Amz-Credential parameter"
    })
    void anIncompleteSignatureIsRefused(String query, int status, String message) {
        assertThatThrownBy(() -> Presigned.check(QueryString.parse(query), Instant.EPOCH))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status))
                .hasMessageStartingWith(message);
    }

    /// LocalStack's test_put_url_metadata_with_sig_s3.
    @Test
    void aUrlOfSignatureVersion2CarriesMetadata() {
        TestBuckets s3 = new TestBuckets();
        String id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
        String target = "/photos/a?AWSAccessKeyId=a&Signature=0&Expires=1767225600&x-amz-meta-a=b";

        new S3Endpoint(s3.buckets, () -> id)
                .answer(HttpRequest.of("PUT", target, Headers.none(), new byte[1]), id)
                .toCompletableFuture()
                .join();

        assertThat(s3.get("a", "{}").at("/Metadata/a").asText()).isEqualTo("b");
    }

    /// LocalStack's test_pre_signed_url_if_match and test_pre_signed_url_if_none_match.
    @ParameterizedTest
    @CsvSource({
        "If-Match=d41d8cd98f00b204e9800998ecf8427e, 412",
        "If-None-Match=*, 412",
        "If-Match=99914b932bd37a50b983c5e7c90ae93b, 200"
    })
    void aUrlCarriesConditions(String condition, int status) {
        TestBuckets s3 = new TestBuckets();
        String id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
        s3.put("a", "{}");
        String target = "/photos/a?AWSAccessKeyId=a&Signature=0&Expires=1767225600&" + condition;

        HttpResponse response = new S3Endpoint(s3.buckets, () -> id)
                .answer(HttpRequest.of("PUT", target, Headers.none(), new byte[1]), id)
                .toCompletableFuture()
                .join();

        assertThat(response.status()).isEqualTo(status);
    }
}
