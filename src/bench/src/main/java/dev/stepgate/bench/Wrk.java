// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load of [wrk](https://github.com/wg/wrk).
final class Wrk implements Load {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("\\s(50|99)%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ANSWERED = Pattern.compile("(\\d+) requests in");

    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            process.onExit().join();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Result run(PostRequest request, Duration time) throws IOException, InterruptedException {
        Path script = Files.createTempFile("wrk", ".lua");
        try {
            Files.writeString(script, script(request));
            Process process = new ProcessBuilder(
                            "wrk",
                            "--threads=1",
                            "--connections=" + CONNECTIONS,
                            "--duration=" + time.toSeconds() + "s",
                            "--latency",
                            "--script=" + script,
                            request.target().toString())
                    .redirectErrorStream(true)
                    .start();
            String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("wrk failed: " + report);
            }
            return read(report);
        } finally {
            Files.delete(script);
        }
    }

    private static String script(PostRequest request) {
        StringBuilder script = new StringBuilder("wrk.method = \"POST\"\n");
        request.headers()
                .forEach((name, value) -> script.append("wrk.headers[\"%s\"] = \"%s\"%n".formatted(name, value)));
        return script.append("wrk.body = [[")
                .append(request.body())
                .append("]]\n")
                .toString();
    }

    private static Result read(String report) throws IOException {
        Matcher rate = RATE.matcher(report);
        Matcher answered = ANSWERED.matcher(report);
        if (!rate.find() || !answered.find()) {
            throw new IOException("wrk reports no requests: " + report);
        }
        Matcher failed = FAILED.matcher(report);
        return new Result(
                Long.parseLong(answered.group(1)),
                Double.parseDouble(rate.group(1)),
                latency(report, "50"),
                latency(report, "99"),
                failed.find() ? Long.parseLong(failed.group(1)) : 0);
    }

    private static Duration latency(String report, String percentile) throws IOException {
        Matcher latency = LATENCY.matcher(report);
        while (latency.find()) {
            if (latency.group(1).equals(percentile)) {
                long nanos = switch (latency.group(3)) {
                    case "us" -> 1_000;
                    case "ms" -> 1_000_000;
                    default -> 1_000_000_000;
                };
                return Duration.ofNanos(Math.round(Double.parseDouble(latency.group(2)) * nanos));
            }
        }
        throw new IOException("wrk reports no latency: " + report);
    }
}
