// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.log.RuntimeLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// The measured process: src/bench/template.yaml, and a handler that echoes its request on the same kind of
/// server. Prints its URLs, answers each line `memory` with its memory usage and each line `allocated` with the
/// bytes that its threads have allocated, and ends when its input ends.
final class Server {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Server() {}

    public static void main(String[] arguments) throws IOException {
        RuntimeOptions options = RuntimeOptions.of(Path.of(arguments[0]));
        try (LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(RuntimeLog.NONE));
                HttpServer echo = HttpServer.start(
                        0,
                        request -> CompletableFuture.completedFuture(
                                HttpResponse.of(200, "application/json", request.text())));
                BufferedReader input =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println("http://127.0.0.1:" + echo.port() + " " + runtime.api("RestApi") + " "
                    + runtime.api("WebSocketApi") + " " + runtime.aws());
            for (String question = input.readLine(); question != null; question = input.readLine()) {
                System.out.println(question.equals("allocated") ? String.valueOf(allocatedBytes()) : memory());
            }
        }
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static String memory() throws IOException {
        System.gc();
        return heapBytes() + " " + residentBytes();
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// Returns the resident memory; 0 without /proc.
    private static long residentBytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
