// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Measures how many bytes the server's threads allocate for a request, which does not depend on the load of the
/// machine, and compares that with the ceilings in `.ci/allocations.properties`.
final class AllocationBenchmark {
    private static final Path CEILINGS = Path.of(".ci/allocations.properties");
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 20_000;

    /// @throws IOException when a ceiling is exceeded
    void run() throws IOException, InterruptedException {
        Map<String, Long> measured = new LinkedHashMap<>();
        try (ServerProcess server = new ServerProcess()) {
            for (Map.Entry<String, PostRequest> each : requests(server).entrySet()) {
                measured.put(each.getKey(), bytes(server, each.getValue()));
            }
        }
        compare(measured);
    }

    private static Map<String, PostRequest> requests(ServerProcess server) {
        Map<String, PostRequest> requests = new LinkedHashMap<>();
        requests.put("echo", PostRequest.order(server.echo()));
        requests.put("mock", PostRequest.order(server.mock()));
        requests.put("rest", PostRequest.order(server.pass()));
        requests.put(
                "StartSyncExecution",
                PostRequest.stepFunctions(server.aws(), "StartSyncExecution", "pass", "{\"a\": 1}"));
        requests.put(
                "StartExecution",
                PostRequest.stepFunctions(server.aws(), "StartExecution", "ten-passes", "{\"a\": 1}"));
        return requests;
    }

    private static long bytes(ServerProcess server, PostRequest request) throws IOException, InterruptedException {
        KeptAliveClients clients = new KeptAliveClients();
        long failed = clients.send(request, WARM_UP).failed();
        long before = server.allocatedBytes();
        failed += clients.send(request, REQUESTS).failed();
        long bytes = (server.allocatedBytes() - before) / REQUESTS;
        if (failed > 0) {
            throw new IOException(request.target() + ": " + failed + " requests failed");
        }
        return bytes;
    }

    private static void compare(Map<String, Long> measured) throws IOException {
        Properties ceilings = new Properties();
        ceilings.load(Files.newBufferedReader(CEILINGS, StandardCharsets.UTF_8));
        Table table = new Table("bytes allocated for a request", "request", "bytes", "ceiling");
        measured.forEach((name, bytes) -> table.row(name, String.valueOf(bytes), ceilings.getProperty(name, "none")));
        table.print();
        List<String> above = measured.entrySet().stream()
                .filter(each -> each.getValue() > Long.parseLong(ceilings.getProperty(each.getKey(), "0")))
                .map(Map.Entry::getKey)
                .toList();
        if (!above.isEmpty()) {
            throw new IOException("More is allocated than " + CEILINGS + " allows: " + String.join(", ", above)
                    + ". If it has to be, raise the ceiling and say why.");
        }
    }
}
