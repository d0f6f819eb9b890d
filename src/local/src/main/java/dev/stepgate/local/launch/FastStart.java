// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

/// Runs the command line with the collector and the cache of loaded classes with which it starts fastest. The
/// JVM takes these from its own command line only, so `java -jar` replaces itself once by the same command
/// with more flags. It stays one process, with the same process id, signals, streams and exit status.
///
/// The command line stays as it is where the user chose a collector, a cache or an agent, where the operating
/// system has no `execv` (Windows), and with `STEPGATE_FAST_START=off`.
public final class FastStart {
    private FastStart() {}

    /// Called by the [Launcher]; runs the command line. Does not return where another JVM takes over.
    public static void main(String[] arguments) {
        if (AotCache.ofThisProcess().isEmpty()) {
            JarCommand.ofThisProcess(arguments).ifPresent(command -> Exec.replaceThisProcess(command.faster()));
        }
    }
}
