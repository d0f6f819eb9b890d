// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The command `up` with src/bench/template.yaml in a JVM of its own, of this commit or of an earlier one's jar.
final class CommandProcess implements AutoCloseable {
    private static final Pattern URLS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final URI rest;
    private final URI aws;

    /// @param program what follows the flags of `java`: `-jar FILE`, or `-cp PATH CLASS`
    CommandProcess(List<String> program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(program);
        command.addAll(
                List.of("--template=src/bench/template.yaml", "--rest-port=0", "--websocket-port=0", "--aws-port=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("STEPGATE_FAST_START", "off");
        process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> table = table(output);
        rest = url(table, "POST /api/pass/{id}").resolve("/api/pass/42");
        aws = url(table, "AWS ");
        Thread.ofVirtual().start(() -> skip(output)); // its log
    }

    private static void skip(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // the process has ended
        }
    }

    private static List<String> table(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null && !line.startsWith("Ready"); line = output.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private URI url(List<String> table, String row) throws IOException {
        for (String line : table) {
            Matcher url = URLS.matcher(line);
            if (line.startsWith(row) && url.find()) {
                return URI.create(url.group());
            }
        }
        process.destroy();
        throw new IOException("No URL in the row \"" + row + "\" of " + table);
    }

    /// A REST route with mapping templates before an Express workflow of one Pass state.
    URI rest() {
        return rest;
    }

    URI aws() {
        return aws;
    }

    /// The processor time of all threads since the start.
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
