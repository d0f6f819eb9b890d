// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// Measures whether a server that has answered a million requests uses more memory than one that has answered
/// a tenth of them.
final class MemoryBenchmark {
    private static final long REQUESTS = 500_000;

    void run() throws IOException, InterruptedException {
        Table table =
                new Table("memory of the server after garbage collection", "requests", "heap", "resident", "failed");
        try (ServerProcess server = new ServerProcess()) {
            List<URI> targets = List.of(server.mock(), server.pass());
            row(table, 0, 0, server.memory());
            long first = REQUESTS / 10;
            row(table, first * targets.size(), send(targets, first), server.memory());
            row(table, REQUESTS * targets.size(), send(targets, REQUESTS - first), server.memory());
        }
        table.print();
    }

    /// Returns how many of the requests failed.
    private static long send(List<URI> targets, long each) throws IOException, InterruptedException {
        long failed = 0;
        for (URI target : targets) {
            failed +=
                    new KeptAliveClients().send(PostRequest.order(target), each).failed();
        }
        return failed;
    }

    private static void row(Table table, long requests, long failed, ServerProcess.Memory memory) {
        table.row(
                Long.toString(requests),
                memory.heapMib() + " MiB",
                memory.residentMib() + " MiB",
                Long.toString(failed));
    }
}
