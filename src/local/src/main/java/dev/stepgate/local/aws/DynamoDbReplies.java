// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// Answers of DynamoDB: AWS JSON with a checksum that its clients verify, its long request ids, and CORS
/// headers that allow pages of any origin.
///
/// @param contentType of the request
/// @param isFromPage whether the request names an origin
record DynamoDbReplies(JsonReplies json, String contentType, boolean isFromPage) implements Replies {
    /// The common suffix of the service's request ids.
    private static final String ID_END = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

    private static final int ID_DIGITS = 26;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static final int FIVE_BITS = 31;

    static DynamoDbReplies to(HttpRequest request) {
        boolean isPlain = contentType(request).equals("application/json");
        return new DynamoDbReplies(
                new JsonReplies("dynamodb", "1.0"),
                isPlain ? "application/json" : "application/x-amz-json-1.0",
                request.headers().first("Origin").isPresent());
    }

    /// The content type without parameters.
    static String contentType(HttpRequest request) {
        return request.headers()
                .first("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
    }

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        return complete(json.success(output, requestId), requestId);
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        return complete(json.failure(failure, requestId), requestId);
    }

    private HttpResponse complete(HttpResponse response, String requestId) {
        Headers headers = Headers.of(List.of(
                new Header("x-amzn-RequestId", longId(requestId)),
                new Header("x-amz-crc32", checksum(response.body())),
                new Header("Content-Type", contentType)));
        return response.with(isFromPage ? headers.plus("Access-Control-Allow-Origin", "*") : headers);
    }

    static String checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Long.toString(crc.getValue());
    }

    /// Encodes a UUID in 52 letters and digits.
    static String longId(String uuid) {
        UUID id = UUID.fromString(uuid);
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        char[] digits = new char[ID_DIGITS];
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) low & FIVE_BITS);
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(digits) + ID_END;
    }
}
