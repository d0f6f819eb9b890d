// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import dev.stepgate.handler.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends callbacks over HTTP.
@FunctionalInterface
interface HttpCallbacks {
    Duration PATIENCE = Duration.ofSeconds(9);

    HttpCallbacks OVER_THE_NETWORK = HttpCallbacks::overTheNetwork;

    /// Sends the callback once and returns the status of the answer.
    int post(Callback.Http callback, String timestamp, String signature);

    private static int overTheNetwork(Callback.Http callback, String timestamp, String signature) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(callback.url()).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("webhook-timestamp", timestamp);
            connection.setRequestProperty("webhook-signature", signature);
            Trace.current().ifPresent(trace -> connection.setRequestProperty(Trace.HEADER, trace));
            byte[] body = callback.body().getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            sendOnce(connection, body.length);
            try (OutputStream stream = connection.getOutputStream()) {
                stream.write(body);
            }
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException("the callback could not be sent: " + e, e);
        }
    }

    /// A body of a fixed length is not sent again. Otherwise HttpURLConnection repeats a POST by itself when the
    /// connection ends without an answer, and a callback that has arrived is answered with 409.
    private static void sendOnce(HttpURLConnection connection, int length) {
        connection.setFixedLengthStreamingMode(length);
    }
}
