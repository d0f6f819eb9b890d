// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Measures how many requests a second routes answer, compared with a handler that echoes its request, on the
/// same server in the same process.
final class GatewayBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int ROUNDS = 5;

    private final Load load = Load.installed();

    /// @param aim the minimum share of the echo's requests per second
    private record Route(String name, URI target, double aim) {}

    void run() throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess()) {
            List<Route> routes = List.of(
                    new Route("echo, no gateway", server.echo(), 1),
                    new Route("mock behind a mapping template", server.mock(), 0.4),
                    new Route("Express workflow, one Pass state", server.pass(), 0.2));
            for (Route route : routes) {
                load.run(PostRequest.order(route.target()), WARM_UP);
            }
            print(routes, rounds(routes));
        }
    }

    /// Measures the routes in turn, so that other load on the machine affects all of them.
    private List<List<Load.Result>> rounds(List<Route> routes) throws IOException, InterruptedException {
        List<List<Load.Result>> results =
                routes.stream().<List<Load.Result>>map(_ -> new ArrayList<>()).toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < routes.size(); i++) {
                results.get(i).add(load.run(PostRequest.order(routes.get(i).target()), ROUND));
            }
        }
        return results;
    }

    private void print(List<Route> routes, List<List<Load.Result>> results) {
        Table table = new Table(
                load.name() + ", " + Load.CONNECTIONS + " connections, medians of " + ROUNDS + " rounds",
                "route",
                "requests/s",
                "of echo",
                "aim",
                "p50",
                "p99",
                "failed");
        for (int i = 0; i < routes.size(); i++) {
            Load.Result result = median(results.get(i));
            long failed = results.get(i).stream().mapToLong(Load.Result::failed).sum();
            table.row(
                    routes.get(i).name(),
                    "%.0f".formatted(result.perSecond()),
                    percent(ratio(results.get(i), results.getFirst())),
                    i == 0 ? "" : percent(routes.get(i).aim()),
                    millis(result.median()),
                    millis(result.percentile99()),
                    Long.toString(failed));
        }
        table.print();
    }

    /// Returns the median of the rounds' ratios: measurements close in time share the other load on the
    /// machine.
    private static double ratio(List<Load.Result> route, List<Load.Result> echo) {
        double[] ratios = new double[route.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = route.get(round).perSecond() / echo.get(round).perSecond();
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static Load.Result median(List<Load.Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Load.Result::perSecond))
                .toList()
                .get(results.size() / 2);
    }

    private static String percent(double part) {
        return "%.0f %%".formatted(part * 100);
    }

    private static String millis(Duration duration) {
        return "%.2f ms".formatted(duration.toNanos() / 1e6);
    }
}
