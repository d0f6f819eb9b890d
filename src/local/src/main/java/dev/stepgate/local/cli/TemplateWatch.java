// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.TemplateUpdate;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks several times a second whether a file of the template has changed, and applies the change once
/// nobody has written to the file since the last check. Polling works on every file system, including mounted
/// ones, and there are few files.
final class TemplateWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final LocalRuntime runtime;
    private final PrintWriter out;
    private final Thread thread;

    /// The state of a file or folder. A folder that exists counts as unchanged, whatever it contains, because
    /// functions check their own files.
    private record Stamp(FileTime modified, long size) {
        private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1);
        private static final Stamp FOLDER = new Stamp(FileTime.fromMillis(0), -2);

        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isDirectory() ? FOLDER : new Stamp(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException _) {
                return MISSING;
            }
        }

        static Map<Path, Stamp> of(Iterable<Path> files) {
            Map<Path, Stamp> stamps = new HashMap<>();
            files.forEach(file -> stamps.put(file, of(file)));
            return stamps;
        }
    }

    /// @param out receives a line for the applied changes, and one for each that was not applied
    static TemplateWatch start(LocalRuntime runtime, PrintWriter out) {
        return new TemplateWatch(runtime, out);
    }

    private TemplateWatch(LocalRuntime runtime, PrintWriter out) {
        this.runtime = runtime;
        this.out = out;
        Map<Path, Stamp> first = Stamp.of(runtime.sources());
        thread = Thread.ofPlatform().daemon().name("watch").start(() -> watch(first));
    }

    private void watch(Map<Path, Stamp> first) {
        Map<Path, Stamp> taken = first;
        Map<Path, Stamp> last = first;
        try {
            while (true) {
                Thread.sleep(PERIOD);
                Map<Path, Stamp> now = Stamp.of(taken.keySet());
                if (!now.equals(taken) && now.equals(last)) {
                    update();
                    taken = withNew(now);
                    now = taken;
                }
                last = now;
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /// Adds the stamps of new files. Those of known files stay as they were before the update, so that a
    /// later change is noticed.
    private Map<Path, Stamp> withNew(Map<Path, Stamp> seen) {
        Map<Path, Stamp> stamps = Stamp.of(runtime.sources());
        stamps.replaceAll((file, stamp) -> seen.getOrDefault(file, stamp));
        return stamps;
    }

    private void update() {
        try {
            TemplateUpdate update = runtime.update();
            if (!update.applied().isEmpty()) {
                out.println("Applied: " + String.join(", ", update.applied()));
            }
            update.left().forEach(why -> out.println("Not applied: " + why));
        } catch (TemplateException e) {
            out.println("Not applied, everything stays as it was: " + first(e.problems()));
        } catch (ListenException e) {
            out.println("Not applied, everything stays as it was: " + e.getMessage());
        } catch (RuntimeException e) {
            out.println("Not applied, this is a bug of stepgate: " + e);
        }
    }

    private static String first(List<TemplateProblem> problems) {
        int more = problems.size() - 1;
        return problems.getFirst() + (more == 0 ? "" : " (and " + more + " more; `validate` tells all of them)");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
