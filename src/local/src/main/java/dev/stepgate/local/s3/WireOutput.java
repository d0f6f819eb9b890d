// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpDate;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes answers in S3's REST protocol.
record WireOutput(HttpRequest request, String requestId) {
    private static final byte[] NOTHING = {};
    private static final String XML = "application/xml";

    /// Members that are header fields even beside an XML body.
    private static final Set<String> ALWAYS_HEADERS =
            Set.of("LastModified", "ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled", "VersionId");

    private static final Set<String> HEADERS_OF_CREATED = Set.of("ChecksumAlgorithm", "ChecksumType");

    HttpResponse success(S3Operation operation, JsonNode output) {
        List<Header> headers = ids();
        ObjectNode members = Inputs.object();
        output.properties().forEach(member -> {
            if (isHeader(operation, member.getKey())) {
                header(member, headers);
            } else {
                members.set(member.getKey(), member.getValue());
            }
        });
        if (!operation.root().isEmpty()) {
            headers.add(new Header("Content-Type", operation.root().equals("Policy") ? "application/json" : XML));
        }
        int status = status(operation, output);
        return Reads.body(output)
                .map(content -> response(status, Headers.of(headers), content))
                .orElseGet(() -> new HttpResponse(status, Headers.of(headers), body(operation, members)));
    }

    private static HttpResponse response(int status, Headers headers, Content content) {
        return content.onDisk()
                .map(parts -> new HttpResponse(status, headers, NOTHING, parts))
                .orElseGet(() -> new HttpResponse(status, headers, content.bytes()));
    }

    private static int status(S3Operation operation, JsonNode output) {
        return output.has("ContentRange") ? 206 : operation.status();
    }

    private static boolean isHeader(S3Operation operation, String member) {
        return (operation.root().isEmpty() && !member.equals("Body"))
                || ALWAYS_HEADERS.contains(member)
                || (operation.name().equals("CreateMultipartUpload") && HEADERS_OF_CREATED.contains(member));
    }

    private static void header(Map.Entry<String, JsonNode> member, List<Header> headers) {
        JsonNode value = member.getValue();
        if (member.getKey().equals("Metadata")) {
            value.properties()
                    .forEach(each -> headers.add(new Header(
                            "x-amz-meta-" + each.getKey(),
                            MetadataText.encode(each.getValue().asText()))));
        } else {
            String text = XmlNames.isTime(member.getKey())
                    ? HttpDate.of(Instant.ofEpochSecond(value.asLong()))
                    : value.asText();
            WireNames.headerOf(member.getKey()).ifPresent(name -> headers.add(new Header(name, bytes(text))));
        }
    }

    /// Encodes a header field, which holds bytes, one in each char; text that does not fit is written as
    /// UTF-8. Characters that HTTP does not allow in a field become spaces.
    private static String bytes(String text) {
        boolean fits = text.chars().allMatch(letter -> letter <= 0xff);
        String field = fits ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return field.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", " ");
    }

    private static byte[] body(S3Operation operation, ObjectNode members) {
        return switch (operation.name()) {
            case "GetBucketLocation" ->
                XmlOutput.writeLocation(
                        operation.root(), members.path("LocationConstraint").asText());
            case "GetBucketPolicy" -> members.path("Policy").asText().getBytes(StandardCharsets.UTF_8);
            case "CopyObject",
                    "UploadPartCopy",
                    "GetBucketEncryption",
                    "GetBucketOwnershipControls",
                    "GetPublicAccessBlock" -> XmlOutput.write(operation.root(), members.path(operation.root()));
            default -> operation.root().isEmpty() ? NOTHING : XmlOutput.write(operation.root(), members);
        };
    }

    HttpResponse failure(AwsException failure) {
        List<Header> headers = ids();
        if (failure.status() == 304) {
            failure.members().properties().forEach(member -> header(member, headers));
            return new HttpResponse(304, Headers.of(headers), NOTHING);
        }
        headers.add(new Header("Content-Type", XML));
        ObjectNode error = Inputs.object().put("Code", failure.code()).put("Message", failure.message());
        error.setAll(failure.members());
        error.put("RequestId", RequestIds.of(requestId)).put("HostId", RequestIds.hostId(requestId));
        byte[] body = request.method().equals("HEAD") ? NOTHING : XmlOutput.writeError(error);
        return new HttpResponse(failure.status(), Headers.of(headers), body);
    }

    private List<Header> ids() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("x-amz-id-2", RequestIds.hostId(requestId)));
        headers.add(new Header("x-amz-request-id", RequestIds.of(requestId)));
        return headers;
    }
}
