// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Detects changes in the files of a function's code. Installed dependencies (`node_modules`, virtual
/// environments) are checked only as a whole, and files that interpreters write are ignored.
///
/// The check runs before every call, so a folder is read again only when the folder itself has changed, and
/// many files are checked so rarely that it takes a small part of the time.
final class FileStamps {
    private static final Set<String> SKIPPED = Set.of("__pycache__", ".git", ".aws-sam", ".pytest_cache", ".idea");
    private static final Set<String> AS_A_WHOLE = Set.of("node_modules", ".venv", "venv", "site-packages");
    private static final int FEW = 50;
    private static final int PART = 20;

    private final List<Path> roots;
    private final Map<Path, Stamp> files;
    private Map<Path, Stamp> folders;
    private long looked;
    private long pause;

    private record Stamp(FileTime modified, long size) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.lastModifiedTime(), attributes.isDirectory() ? 0 : attributes.size());
        }
    }

    FileStamps(List<Path> roots) {
        this.roots = roots;
        Look look = look();
        files = look.files;
        folders = look.folders;
    }

    synchronized boolean haveChanged() {
        long now = System.nanoTime();
        if (now - looked < pause) {
            return false;
        }
        boolean changed = differs();
        looked = System.nanoTime();
        pause = files.size() + folders.size() <= FEW ? 0 : (looked - now) * PART;
        return changed;
    }

    private boolean differs() {
        if (!areAsTheyWere(files)) {
            return true;
        }
        if (areAsTheyWere(folders)) {
            return false;
        }
        Look look = look();
        folders = look.folders;
        return !look.files.equals(files);
    }

    private static boolean areAsTheyWere(Map<Path, Stamp> stamps) {
        for (Map.Entry<Path, Stamp> entry : stamps.entrySet()) {
            try {
                if (!Stamp.of(Files.readAttributes(entry.getKey(), BasicFileAttributes.class))
                        .equals(entry.getValue())) {
                    return false;
                }
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }

    private Look look() {
        Look look = new Look();
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, look);
            } catch (IOException _) {
                // a root that cannot be read counts as empty
            }
        }
        return look;
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Map<Path, Stamp> files = new HashMap<>();
        private final Map<Path, Stamp> folders = new HashMap<>();

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            if (SKIPPED.contains(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (AS_A_WHOLE.contains(name)) {
                files.put(folder, Stamp.of(attributes));
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.put(folder, Stamp.of(attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, Stamp.of(attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }
}
