// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Tells that files of a function's code have changed. Installed dependencies (`node_modules`, virtual environments) are
/// looked at as a whole only, and what interpreters write not at all. A folder of many files is looked at once in a
/// while, because a look would take longer than a call.
final class FileStamps {
    private static final Set<String> SKIPPED = Set.of("__pycache__", ".git", ".aws-sam", ".pytest_cache", ".idea");
    private static final Set<String> AS_A_WHOLE = Set.of("node_modules", ".venv", "venv", "site-packages");
    private static final int FEW_FILES = 200;
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final List<Path> roots;
    private long stamp;
    private int files;
    private long looked;

    FileStamps(List<Path> roots) {
        this.roots = roots;
        stamp = look();
    }

    synchronized boolean haveChanged() {
        if (files > FEW_FILES && System.nanoTime() - looked < PAUSE_NANOS) {
            return false;
        }
        return look() != stamp;
    }

    private long look() {
        Visitor visitor = new Visitor();
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, visitor);
            } catch (IOException _) {
                visitor.add(root, 0, 0);
            }
        }
        files = visitor.count;
        looked = System.nanoTime();
        return visitor.stamp;
    }

    /// The sum does not depend on the order in which the file system lists a folder.
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private long stamp;
        private int count;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            if (SKIPPED.contains(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (AS_A_WHOLE.contains(name)) {
                add(folder, attributes.lastModifiedTime().toMillis(), 0);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(file, attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, long modified, long size) {
            long hash = file.toString().hashCode();
            stamp += (hash * 31 + modified) * 0x9E3779B97F4A7C15L + size * 0xC2B2AE3D27D4EB4FL;
            count++;
        }
    }
}
