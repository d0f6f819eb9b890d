// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// The metadata that the optimized integrations add to a service's answer: `SdkHttpMetadata` and
/// `SdkResponseMetadata`, with the headers that the service would have sent.
final class SdkMetadata {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final int status;
    private final String requestId;
    private final ObjectNode headers = JsonNodes.object();

    private SdkMetadata(int status, String requestId) {
        this.status = status;
        this.requestId = requestId;
    }

    static SdkMetadata of(int status, String requestId, Instant now) {
        SdkMetadata metadata = new SdkMetadata(status, requestId);
        return metadata.header("x-amzn-RequestId", requestId).header("Date", httpDate(now));
    }

    static String httpDate(Instant now) {
        return HTTP_DATE.format(now);
    }

    SdkMetadata header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SdkMetadata body(String contentType, int length) {
        return header("Content-Type", contentType).header("Content-Length", String.valueOf(length));
    }

    /// Adds the metadata to the answer.
    ObjectNode addTo(ObjectNode output) {
        ObjectNode all = JsonNodes.object();
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            all.putArray(header.getKey()).add(header.getValue());
        }
        ObjectNode http = output.putObject("SdkHttpMetadata");
        http.set("AllHttpHeaders", all);
        http.set("HttpHeaders", headers);
        http.put("HttpStatusCode", status);
        output.putObject("SdkResponseMetadata").put("RequestId", requestId);
        return output;
    }
}
