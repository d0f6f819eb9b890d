// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A file system of a few megabytes, in memory, that only processes in a namespace of its own see, so that
/// nobody needs to be root to mount it
/// ([user_namespaces](https://man7.org/linux/man-pages/man7/user_namespaces.7.html)).
final class SmallDisk implements AutoCloseable {
    private final Process owner;
    private final Path folder;

    private SmallDisk(Process owner, Path folder) {
        this.owner = owner;
        this.folder = folder;
    }

    /// Mounts one; empty where the system does not allow that.
    ///
    /// @param folder exists; what is in it is hidden by the file system
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException {
        String script = "mount -t tmpfs -o size=" + megabytes + "m tmpfs '" + folder + "' && echo mounted && exec cat";
        try {
            Process owner = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return "mounted".equals(owner.inputReader().readLine())
                    ? Optional.of(new SmallDisk(owner, folder))
                    : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    /// For processes that work on it.
    RuntimeProcess.Disk asDisk() {
        return new RuntimeProcess.Disk(
                List.of("nsenter", "--user", "--mount", "--preserve-credentials", "--target", "" + owner.pid()),
                OptionalLong.empty());
    }

    /// A file on it, as this process sees it.
    private Path seen(String name) {
        return Path.of("/proc/" + owner.pid() + "/root" + folder.resolve(name));
    }

    void take(int megabytes) throws IOException {
        Files.write(seen("other"), new byte[megabytes << 20]);
    }

    /// Gives back what was taken.
    void giveBack() throws IOException {
        Files.delete(seen("other"));
    }

    @Override
    public void close() {
        owner.destroyForcibly();
    }
}
