// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/// The folders and jars of a function. It remembers the state of each file that it has read from.
final class ClassPath implements AutoCloseable {

    private final List<Path> paths;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Map<Path, Stamp> read = new ConcurrentHashMap<>();

    ClassPath(List<Path> paths) {
        this.paths = paths;
    }

    /// Opens the entries; missing ones are ignored, as a JVM does.
    void open() throws IOException {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                entries.add(new Folder(path, domain(path)));
            } else if (Files.exists(path)) {
                read.put(path, Stamp.of(path));
                entries.add(new Jar(path, jar(path), domain(path)));
            }
        }
    }

    private static JarFile jar(Path path) throws IOException {
        try {
            return new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Tells whether a file has changed since it was read.
    boolean hasChanged() {
        for (Map.Entry<Path, Stamp> file : read.entrySet()) {
            if (!Stamp.of(file.getKey()).equals(file.getValue())) {
                return true;
            }
        }
        return false;
    }

    Optional<ClassFile> classFile(String className) throws IOException {
        String name = className.replace('.', '/') + ".class";
        for (Entry entry : entries) {
            Optional<byte[]> bytes = bytes(entry, name);
            if (bytes.isPresent()) {
                return Optional.of(new ClassFile(bytes.get(), entry.domain(), entry.origin()));
            }
        }
        return Optional.empty();
    }

    Optional<URL> resource(String name) {
        for (Entry entry : entries) {
            Optional<URL> url = url(entry, name);
            if (url.isPresent()) {
                return url;
            }
        }
        return Optional.empty();
    }

    List<URL> resources(String name) {
        List<URL> all = new ArrayList<>();
        for (Entry entry : entries) {
            url(entry, name).ifPresent(all::add);
        }
        return all;
    }

    @Override
    public void close() {
        for (Entry entry : entries) {
            if (entry instanceof Jar jar) {
                try {
                    jar.file.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private Optional<byte[]> bytes(Entry entry, String name) throws IOException {
        return switch (entry) {
            case Folder folder -> {
                Path file = folder.path.resolve(name);
                if (!Files.isRegularFile(file)) {
                    yield Optional.empty();
                }
                read.put(file, Stamp.of(file));
                yield Optional.of(Files.readAllBytes(file));
            }
            case Jar jar -> {
                JarEntry found = jar.file.getJarEntry(name);
                if (found == null) {
                    yield Optional.empty();
                }
                try (InputStream in = jar.file.getInputStream(found)) {
                    yield Optional.of(in.readAllBytes());
                }
            }
        };
    }

    private Optional<URL> url(Entry entry, String name) {
        return switch (entry) {
            case Folder folder -> {
                Path file = folder.path.resolve(name);
                if (!Files.exists(file)) {
                    yield Optional.empty();
                }
                if (Files.isRegularFile(file)) {
                    read.put(file, Stamp.of(file));
                }
                yield Optional.of(toUrl(file.toUri()));
            }
            case Jar jar -> {
                JarEntry found = jar.file.getJarEntry(name);
                yield found == null
                        ? Optional.empty()
                        : Optional.of(toUrl(URI.create("jar:" + jar.path.toUri() + "!/" + found.getRealName())));
            }
        };
    }

    private static ProtectionDomain domain(Path path) {
        return new ProtectionDomain(new CodeSource(toUrl(path.toUri()), (Certificate[]) null), null);
    }

    private static URL toUrl(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A class file from the function's code.
    @SuppressWarnings("ArrayRecordComponent")
    record ClassFile(byte[] bytes, ProtectionDomain domain, SystemRewriter.Origin origin) {}

    private sealed interface Entry {
        ProtectionDomain domain();

        /// The class's origin: the handler's own classes are in folders, those of libraries in jars.
        SystemRewriter.Origin origin();
    }

    private record Folder(Path path, ProtectionDomain domain) implements Entry {
        @Override
        public SystemRewriter.Origin origin() {
            return SystemRewriter.Origin.OWN;
        }
    }

    private record Jar(Path path, JarFile file, ProtectionDomain domain) implements Entry {
        @Override
        public SystemRewriter.Origin origin() {
            return SystemRewriter.Origin.LIBRARY;
        }
    }

    private record Stamp(FileTime modified, long size) {
        private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1);

        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException _) {
                return MISSING;
            }
        }
    }
}
