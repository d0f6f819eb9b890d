// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A [Server] in a JVM of its own, with the flags of `mvn -Plocal`.
final class ServerProcess implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final List<URI> urls;

    ServerProcess() throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Server.class.getName()));
        command.add(Path.of("src/bench/template.yaml").toString());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.US_ASCII);
        input = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        urls = List.of(line().split(" ")).stream().map(URI::create).toList();
    }

    URI echo() {
        return urls.get(0).resolve("/echo/42");
    }

    URI mock() {
        return urls.get(1).resolve("/api/mock/42");
    }

    URI pass() {
        return urls.get(1).resolve("/api/pass/42");
    }

    URI webSocket() {
        return urls.get(2).resolve("/api");
    }

    URI aws() {
        return urls.get(3);
    }

    /// The bytes that all threads have allocated since the start.
    long allocatedBytes() throws IOException {
        input.println("allocated");
        return Long.parseLong(line());
    }

    /// The processor time of all threads since the start.
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// The memory after a garbage collection.
    record Memory(long heapBytes, long residentBytes) {
        private static final long MIB = 1 << 20;

        long heapMib() {
            return heapBytes / MIB;
        }

        long residentMib() {
            return residentBytes / MIB;
        }
    }

    Memory memory() throws IOException {
        input.println("memory");
        String[] answer = line().split(" ");
        return new Memory(Long.parseLong(answer[0]), Long.parseLong(answer[1]));
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server has ended; what it said is above");
        }
        return line;
    }

    @Override
    public void close() {
        input.close();
        process.onExit().join();
    }
}
