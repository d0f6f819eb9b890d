// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import dev.stepgate.handler.Trace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/// Stores and fetches bodies in S3, with two requests and a presigned URL, signed and sent by the parts of
/// AWS's SDK that are present anyway: its S3 client would be half as large as everything else together.
public final class Bodies {
    private static final Duration UPLOAD_TIME = Duration.ofMinutes(15);
    private static final int OK = 200;

    private final SdkHttpClient http;
    private final DefaultCredentialsProvider credentials =
            DefaultCredentialsProvider.builder().build();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Region region;
    private final Optional<String> endpoint;

    /// Takes region, credentials and endpoint from the function's environment, as AWS's own clients do.
    public Bodies() {
        this(UrlConnectionHttpClient.create(), variable("AWS_ENDPOINT_URL_S3").or(() -> variable("AWS_ENDPOINT_URL")));
    }

    Bodies(SdkHttpClient http, Optional<String> endpoint) {
        this.http = http;
        this.endpoint = endpoint;
        this.region = Region.of(variable("AWS_REGION").orElse("us-east-1"));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    /// Returns the claimed body, as it was sent.
    public byte[] redeem(Claim claim) {
        SdkHttpRequest request = request(SdkHttpMethod.GET, claim).build();
        byte[] body = send(signed(request, Optional.empty()), Optional.empty());
        if (!claim.isTo(body)) {
            throw new IllegalStateException("the body at " + claim.key() + " is not the one that was claimed");
        }
        return body;
    }

    void store(Claim claim, byte[] body) {
        SdkHttpRequest request = request(SdkHttpMethod.PUT, claim)
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", String.valueOf(body.length))
                .putHeader("x-amz-checksum-sha256", checksum(claim))
                .build();
        ContentStreamProvider content = () -> new ByteArrayInputStream(body);
        send(signed(request, Optional.of(content)), Optional.of(content));
    }

    /// Returns the URL to which a client itself can put the body, with the header `x-amz-checksum-sha256`,
    /// within a quarter of an hour. S3 accepts only the claimed body.
    URI uploadUrl(Claim claim) {
        SdkHttpRequest request = request(SdkHttpMethod.PUT, claim)
                .putHeader("x-amz-checksum-sha256", checksum(claim))
                .build();
        return signer.sign(signing(request)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, UPLOAD_TIME)
                        .build())
                .request()
                .getUri();
    }

    /// Returns the hash in S3's form.
    static String checksum(Claim claim) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(claim.sha256()));
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, Claim claim) {
        String url = endpoint.map(base -> base + "/" + claim.bucket() + "/" + claim.key())
                .orElseGet(() -> "https://" + claim.bucket() + ".s3." + region.id() + "."
                        + region.metadata().partition().dnsSuffix() + "/" + claim.key());
        return SdkHttpRequest.builder().method(method).uri(URI.create(url));
    }

    private SignRequest.Builder<AwsCredentialsIdentity> signing(SdkHttpRequest request) {
        AwsCredentialsIdentity identity = credentials.resolveCredentials();
        return SignRequest.builder(identity)
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
    }

    private SignedRequest signed(SdkHttpRequest request, Optional<ContentStreamProvider> body) {
        SignRequest.Builder<AwsCredentialsIdentity> signing = signing(request);
        body.ifPresent(signing::payload);
        return signer.sign(signing.build());
    }

    private byte[] send(SignedRequest signed, Optional<ContentStreamProvider> body) {
        SdkHttpRequest.Builder request = signed.request().toBuilder();
        Trace.current().ifPresent(trace -> request.putHeader(Trace.HEADER, trace));
        HttpExecuteRequest.Builder call = HttpExecuteRequest.builder().request(request.build());
        body.ifPresent(call::contentStreamProvider);
        try {
            HttpExecuteResponse response = http.prepareRequest(call.build()).call();
            byte[] answer = answer(response);
            if (response.httpResponse().statusCode() != OK) {
                throw new IllegalStateException(
                        "S3 answered " + response.httpResponse().statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("S3 could not be asked", e);
        }
    }

    private static byte[] answer(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = response.responseBody().get()) {
            return stream.readAllBytes();
        }
    }
}
