// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The requests that [TrainCommand] sends: those of the file `requests.jsonl`, which most templates are asked, each
/// so often that the first compiler takes the methods that serve it. The cache tells later starts which methods
/// these are, so that they are compiled with their first calls; without it a runtime is interpreted until each has
/// been called some hundred times more.
final class TrainingRequests {
    /// On a busy machine fewer rounds have to do.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LocalRuntime runtime;

    TrainingRequests(LocalRuntime runtime) {
        this.runtime = runtime;
    }

    /// Sends all requests, round after round. The first compiler takes a method after 200 calls. Throws [IOException]
    /// for an answer that is not a 200.
    void send(int rounds) throws IOException {
        List<String> requests = requests();
        long end = System.nanoTime() + LONGEST.toNanos();
        try (TrainingConnection api = connection(runtime.api("Api"));
                TrainingConnection httpApi = connection(runtime.api("HttpApi"));
                TrainingConnection aws = connection(runtime.aws())) {
            Map<String, TrainingConnection> connections = Map.of("Api", api, "HttpApi", httpApi, "aws", aws);
            for (int round = 1; round <= rounds && System.nanoTime() < end; round++) {
                sendEach(requests, round, connections);
            }
        }
    }

    private static void sendEach(List<String> requests, int round, Map<String, TrainingConnection> connections)
            throws IOException {
        for (String text : requests) {
            JsonNode request = Json.parse(text.replace("${round}", Integer.toString(round)));
            String name = request.get("to").textValue();
            Objects.requireNonNull(connections.get(name), name).send(request);
        }
    }

    private static TrainingConnection connection(String url) throws IOException {
        return new TrainingConnection(URI.create(url));
    }

    private List<String> requests() throws IOException {
        String name = "training/requests.jsonl";
        try (InputStream in = Objects.requireNonNull(TrainingRequests.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${region}", runtime.region())
                    .replace("${aws}", runtime.aws())
                    .lines()
                    .toList();
        }
    }
}
