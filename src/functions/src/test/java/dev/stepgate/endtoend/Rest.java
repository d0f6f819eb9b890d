// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import dev.stepgate.test.RestClient;
import java.net.URI;
import java.util.Arrays;

/// Sends requests to the REST API, here or on AWS.
record Rest(RestClient client) {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    Rest(URI stage) {
        this(RestClient.of(stage));
    }

    /// @param path below the stage, percent-encoded
    Answer get(String path, String... headers) {
        return new Answer(client.get(path, headers));
    }

    Answer post(String path, String contentType, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = contentType;
        return new Answer(client.send("POST", path, body, all));
    }

    Answer delete(String path, String... headers) {
        return new Answer(client.send("DELETE", path, "", headers));
    }

    Answer options(String path, String... headers) {
        return new Answer(client.send("OPTIONS", path, "", headers));
    }
}
