// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A zip in Lambda's own layout, classes at its root and jars in `lib/`, unpacked once into the folder for
/// temporary files.
final class UnpackedArchive {
    private static final long MAX_BYTES = 1L << 30;

    private UnpackedArchive() {}

    /// Returns just the archive when it has no jars inside; else its unpacked folder and jars.
    static FunctionClassPath classPath(Path archive) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            boolean hasJars = zip.stream().anyMatch(entry -> entry.getName().matches("lib/[^/]+\\.jar"));
            if (!hasJars) {
                return new FunctionClassPath.Found(List.of(archive));
            }
            Path folder = folder(archive);
            if (!Files.isDirectory(folder)) {
                unpack(zip, folder);
            }
            return new FunctionClassPath.Found(FunctionClassPath.withJars(List.of(folder), folder.resolve("lib")));
        } catch (IOException e) {
            return new FunctionClassPath.Missing(archive + " is not a zip or jar: " + e.getMessage());
        }
    }

    /// Returns the folder, a new one for each version of the archive.
    private static Path folder(Path archive) throws IOException {
        BasicFileAttributes file = Files.readAttributes(archive, BasicFileAttributes.class);
        String version =
                archive.toAbsolutePath() + "|" + file.lastModifiedTime().toMillis() + "|" + file.size();
        String user = System.getProperty("user.name", "");
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "stepgate-" + user,
                archive.getFileName() + "-" + HexFormat.of().toHexDigits(version.hashCode()));
    }

    private static void unpack(ZipFile zip, Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path growing = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "unpacking");
        long left = MAX_BYTES;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            Path target = growing.resolve(entry.getName()).normalize();
            if (!target.startsWith(growing)) {
                throw new IOException("the entry " + entry.getName() + " leads out of the archive");
            }
            if (!entry.isDirectory()) {
                left -= copy(zip, entry, target, left);
            }
        }
        try {
            Files.move(growing, folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e; // nobody else has unpacked it meanwhile
            }
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long left) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            return Files.copy(new LimitedStream(content, left), target);
        }
    }

    /// Refuses to read more than a number of bytes.
    private static final class LimitedStream extends FilterInputStream {
        private long left;

        LimitedStream(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            return counted(read, Math.max(read, 0));
        }

        private int counted(int result, int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("unpacked, it is larger than " + MAX_BYTES + " bytes");
            }
            return result;
        }
    }
}
