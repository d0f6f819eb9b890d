// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import java.util.Optional;

/// Lets the command line run with the collector and the cache of loaded classes that let it start fastest. The JVM
/// takes these from its own command line only, so `java -jar` replaces itself once by the same command with
/// more flags: one process, with its number, signals, streams and exit status.
///
/// The command line stays as it is where the user chose a collector, a cache or an agent, where the operating
/// system has no `execv` (Windows), and with `STEPGATE_FAST_START=off`.
public final class FastStart {
    private FastStart() {}

    /// Does not return where another JVM takes over. The [Launcher] calls it, and then the command line.
    public static void main(String[] arguments) {
        if (AotCache.ofThisProcess().isEmpty()) {
            Optional<JavaCommand> command = JavaCommand.ofThisProcess(arguments);
            command.ifPresent(each -> Exec.replaceThisProcess(each.faster()));
        }
    }
}
