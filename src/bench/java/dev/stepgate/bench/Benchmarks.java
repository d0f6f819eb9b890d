// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.util.List;

/// `mvn -Pbench` runs all benchmarks; `-Dargs=gateway`, `connections` or `memory` one of those that need a second
/// process;
/// any other `-Dargs` are JMH's.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            org.openjdk.jmh.Main.main(arguments);
            new GatewayBenchmark().run();
            new ConnectionsBenchmark().run();
            new MemoryBenchmark().run();
            return;
        }
        switch (List.of(arguments).getFirst()) {
            case "gateway" -> new GatewayBenchmark().run();
            case "connections" -> new ConnectionsBenchmark().run();
            case "memory" -> new MemoryBenchmark().run();
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }
}
