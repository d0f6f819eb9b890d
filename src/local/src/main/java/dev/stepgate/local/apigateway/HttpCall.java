// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// A gateway's request to an HTTP endpoint over the network. Redirects are not followed.
///
/// @param url absolute, percent-encoded
/// @param headers those that the client writes itself, or that open a WebSocket, are not sent
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(String httpMethod, String url, List<Header> headers, byte[] body) {
    private static final Set<String> NOT_SENT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "proxy-authenticate",
            "sec-websocket-extensions",
            "sec-websocket-key",
            "sec-websocket-version",
            "te",
            "transfer-encoding",
            "upgrade",
            "via");

    /// Made on first use, because it takes a while.
    private static final class Client {
        static final HttpClient INSTANCE =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /// Sends the request. The stage fails when the endpoint cannot be reached.
    ///
    /// @throws IllegalArgumentException when such a request cannot exist
    public CompletionStage<HttpResponse> send() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(httpMethod, BodyPublishers.ofByteArray(body));
        for (Header field : headers) {
            if (!NOT_SENT.contains(field.name().toLowerCase(Locale.ROOT))) {
                request.header(field.name(), field.value());
            }
        }
        return Client.INSTANCE
                .sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(HttpResponse::received);
    }
}
