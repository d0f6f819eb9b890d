// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;

/// `mvn -Pbench` runs all benchmarks; `-Dargs=requests` (or `"requests FILE.jar"`, to compare with an earlier
/// jar), `allocations`, `evaluations`, `gateway`, `connections`, `memory`, `functions` or `systems` runs one of those
/// that JMH
/// does not run; any other `-Dargs` are passed to JMH.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            org.openjdk.jmh.Main.main(arguments);
            print();
            new RequestsBenchmark().run(List.of());
            new AllocationBenchmark().run();
            new EvaluationsBenchmark().run();
            new GatewayBenchmark().run();
            new ConnectionsBenchmark().run();
            new MemoryBenchmark().run();
            new FunctionsBenchmark().run();
            new SystemsBenchmark().run();
            return;
        }
        print();
        switch (List.of(arguments).getFirst()) {
            case "requests" -> new RequestsBenchmark().run(List.of(arguments).subList(1, arguments.length));
            case "allocations" -> new AllocationBenchmark().run();
            case "evaluations" -> new EvaluationsBenchmark().run();
            case "gateway" -> new GatewayBenchmark().run();
            case "connections" -> new ConnectionsBenchmark().run();
            case "memory" -> new MemoryBenchmark().run();
            case "functions" -> new FunctionsBenchmark().run();
            case "systems" -> new SystemsBenchmark().run();
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }

    /// Prints the machine's load, which shows how reliable the numbers are.
    private static void print() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "%d processors, load average %.1f before%n",
                machine.getAvailableProcessors(), machine.getSystemLoadAverage());
    }
}
