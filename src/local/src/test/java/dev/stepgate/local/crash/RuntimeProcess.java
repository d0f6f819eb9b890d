// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import dev.stepgate.local.store.Sync;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A [CrashedRuntime].
final class RuntimeProcess implements AutoCloseable {
    private final Process process;
    private final Disk disk;
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();

    /// What the process keeps its data on.
    ///
    /// @param prefix of the command, which runs the process where the disk is
    /// @param faults the seed of those of the disk
    record Disk(List<String> prefix, OptionalLong faults) {
        static final Disk SOUND = new Disk(List.of(), OptionalLong.empty());

        static Disk withFaults(long seed) {
            return new Disk(List.of(), OptionalLong.of(seed));
        }

        boolean mayRefuse() {
            return !equals(SOUND);
        }
    }

    private RuntimeProcess(Process process, Disk disk) {
        this.process = process;
        this.disk = disk;
        Thread.ofVirtual().start(this::read);
    }

    /// Starts one that serves the template of these tests.
    static RuntimeProcess start(Path data, Sync sync, Disk disk) throws IOException {
        List<String> command = new ArrayList<>(disk.prefix());
        command.addAll(command(data));
        command.add(sync.name());
        disk.faults().ifPresent(seed -> command.add(Long.toString(seed)));
        ProcessBuilder.Redirect errors = // that the disk takes nothing is reported each time
                disk.mayRefuse() ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.INHERIT;
        return new RuntimeProcess(
                new ProcessBuilder(command).redirectError(errors).start(), disk);
    }

    private static List<String> command(Path data) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashedRuntime.class.getName(),
                Path.of("src/test/resources/dev/stepgate/local/crash/template.yaml")
                        .toAbsolutePath()
                        .toString(),
                data.toString());
    }

    boolean mayRefuse() {
        return disk.mayRefuse();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("serves ")) {
                    endpoint.complete(URI.create(line.substring("serves ".length())));
                }
            }
            endpoint.completeExceptionally(new IOException("it has ended"));
        } catch (IOException e) {
            endpoint.completeExceptionally(e);
        }
    }

    CompletableFuture<URI> ready() {
        return endpoint;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As by `kill -9`.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    RuntimeClient client() {
        return new RuntimeClient(endpoint.join(), disk.mayRefuse());
    }
}
