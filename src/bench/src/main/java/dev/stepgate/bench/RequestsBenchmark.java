// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Measures the processor time that the server's process takes for a request, as the operating system counts it,
/// beside a handler on the same kind of server that echoes its request, and, where it is given, beside the jar of
/// an earlier commit. The processes take turns, so that other load on the machine affects all of them.
final class RequestsBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int ROUNDS = 7;
    private static final int LARGE = 250_000;

    private final Load load = Load.installed();

    /// One request of one process.
    private record Case(String name, Supplier<Duration> cpu, PostRequest request, List<Double> micros) {
        Case(String name, Supplier<Duration> cpu, PostRequest request) {
            this(name, cpu, request, new ArrayList<>());
        }
    }

    /// @param earlier the path of an earlier jar; empty for none
    void run(List<String> earlier) throws IOException, InterruptedException {
        List<String> own = List.of("-cp", System.getProperty("java.class.path"), "dev.stepgate.local.cli.Main");
        try (ServerProcess server = new ServerProcess();
                CommandProcess now = new CommandProcess(own)) {
            Case echo = new Case("echo", server::cpu, PostRequest.order(server.echo()));
            if (earlier.isEmpty()) {
                compare(echo, cases(now), List.of());
                return;
            }
            try (CommandProcess before = new CommandProcess(List.of("-jar", earlier.getFirst()))) {
                compare(echo, cases(now), cases(before));
            }
        }
    }

    /// @param earlier the same cases with the earlier jar, or none
    private void compare(Case echo, List<Case> now, List<Case> earlier) throws IOException, InterruptedException {
        List<Case> all = new ArrayList<>();
        all.add(echo);
        all.addAll(now);
        all.addAll(earlier);
        measure(all);
        print(echo, now, earlier);
    }

    private static List<Case> cases(CommandProcess process) {
        URI aws = process.aws();
        String large = "{\"text\": \"" + "x".repeat(LARGE) + "\"}";
        return List.of(
                new Case(
                        "StartSyncExecution, one Pass",
                        process::cpu,
                        PostRequest.stepFunctions(aws, "StartSyncExecution", "pass", "{\"a\": 1}")),
                new Case(
                        "StartExecution, ten Passes",
                        process::cpu,
                        PostRequest.stepFunctions(aws, "StartExecution", "ten-passes", "{\"a\": 1}")),
                new Case("REST, templates, one Pass", process::cpu, PostRequest.order(process.rest())),
                new Case(
                        "StartSyncExecution, 250 KB",
                        process::cpu,
                        PostRequest.stepFunctions(aws, "StartSyncExecution", "pass", large)));
    }

    private void measure(List<Case> cases) throws IOException, InterruptedException {
        for (Case each : cases) {
            load.run(each.request(), WARM_UP);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Case each : cases) {
                Duration before = each.cpu().get();
                Load.Result result = load.run(each.request(), ROUND);
                if (result.failed() > 0) {
                    throw new IOException(each.name() + ": " + result.failed() + " requests failed");
                }
                long nanos = each.cpu().get().minus(before).toNanos();
                each.micros().add(nanos / 1e3 / result.answered());
            }
        }
    }

    private void print(Case echo, List<Case> now, List<Case> earlier) {
        Table table = new Table(
                "server CPU per request, " + load.name() + ", " + Load.CONNECTIONS + " connections, medians of "
                        + ROUNDS + " rounds",
                "request",
                "us",
                "of echo",
                "of earlier");
        row(table, echo, "", "");
        for (int i = 0; i < now.size(); i++) {
            Case each = now.get(i);
            row(table, each, ratio(each, echo), earlier.isEmpty() ? "" : ratio(each, earlier.get(i)));
        }
        table.print();
    }

    private static void row(Table table, Case measured, String ofEcho, String ofEarlier) {
        table.row(measured.name(), "%.1f".formatted(median(measured.micros())), ofEcho, ofEarlier);
    }

    /// Returns the median of the rounds' ratios.
    private static String ratio(Case dividend, Case divisor) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(dividend.micros().get(round) / divisor.micros().get(round));
        }
        return "%.2f".formatted(median(ratios));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
