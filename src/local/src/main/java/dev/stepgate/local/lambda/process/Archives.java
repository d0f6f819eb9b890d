// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/// Reads zips and jars of functions and layers.
final class Archives {
    /// Lambda's quota for a function's unpacked package, including layers.
    static final long MAXIMUM_UNPACKED = 250L * 1024 * 1024;

    private static final Map<String, ?> WITH_PERMISSIONS = Map.of("enablePosixFileAttributes", "true");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwx------");

    private Archives() {}

    static void extract(Path archive, String entry, Path file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
            Files.copy(zip.getPath(entry), file);
        }
    }

    /// Unpacks everything with its permissions.
    ///
    /// @throws IOException when the archive cannot be read, is too large, or names a file outside the target
    static void unpack(Path archive, Path target) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive, WITH_PERMISSIONS)) {
            Files.walkFileTree(zip.getPath("/"), new Unpacker(archive, target));
        } catch (ZipException | ProviderNotFoundException e) {
            throw new IOException(archive + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /// Deletes a folder with everything in it; it need not exist.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static final class Unpacker extends SimpleFileVisitor<Path> {
        private final Path archive;
        private final Path target;
        private long size;

        Unpacker(Path archive, Path target) {
            this.archive = archive;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(place(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) throws IOException {
            size += attributes.size();
            if (size > MAXIMUM_UNPACKED) {
                throw new IOException(
                        archive + " is larger, unpacked, than Lambda allows: " + MAXIMUM_UNPACKED + " bytes");
            }
            Path file = place(entry);
            Files.copy(entry, file);
            Files.setPosixFilePermissions(file, permissions(entry));
            return FileVisitResult.CONTINUE;
        }

        private Path place(Path entry) throws IOException {
            Path place = target.resolve(entry.toString().substring(1)).normalize();
            if (!place.startsWith(target)) {
                throw new IOException(archive + " holds an entry that lies outside of it: " + entry);
            }
            return place;
        }

        /// Returns the permissions. A zip written on Windows has none, so its files are readable; a
        /// `bootstrap` is executable, as Lambda demands.
        private static Set<PosixFilePermission> permissions(Path entry) throws IOException {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(entry));
            permissions.add(PosixFilePermission.OWNER_READ);
            permissions.add(PosixFilePermission.OWNER_WRITE);
            if (entry.toString().equals("/bootstrap")) {
                permissions.addAll(READABLE);
            }
            return permissions;
        }
    }
}
