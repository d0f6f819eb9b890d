// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Ends the processes of functions and deletes their temporary folder when this JVM ends, however it ends.
///
/// It is a small shell process that reads the list of processes from a pipe to which only this JVM can write.
/// When the JVM is gone, even if killed with SIGKILL, the pipe ends: the shell kills the remaining processes,
/// with everything in their process groups, and removes the folder. Thread-safe.
final class Watchdog implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            alive=' '
            while read -r sign pid; do
              case $sign in
                +) alive="$alive$pid " ;;
                -) case $alive in *" $pid "*) alive="${alive%%" $pid "*} ${alive#*" $pid "}" ;; esac ;;
              esac
            done
            for pid in $alive; do
              kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null
            done
            rm -rf -- "$1"
            """;
    private static final int PATIENCE_SECONDS = 10;

    private final Process shell;
    private final OutputStream pipe;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    /// @param folder to remove at the end
    static Watchdog start(Path folder) throws IOException {
        List<String> command = new ArrayList<>(Executables.newGroup());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "stepgate-functions", folder.toString()));
        Process shell = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Watchdog(shell);
    }

    void add(long pid) throws IOException {
        write("+ " + pid + "\n");
    }

    /// Removes a process that has ended. It does not matter if the watchdog cannot be reached.
    void remove(long pid) {
        try {
            write("- " + pid + "\n");
        } catch (IOException _) {
            // it has ended, and watches nothing
        }
    }

    private synchronized void write(String line) throws IOException {
        pipe.write(line.getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }

    /// Kills the remaining processes, removes the folder, and returns when that is done.
    @Override
    public void close() {
        try {
            synchronized (this) {
                pipe.close();
            }
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
            shell.getInputStream().close();
            shell.getErrorStream().close();
        } catch (IOException _) {
            shell.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
