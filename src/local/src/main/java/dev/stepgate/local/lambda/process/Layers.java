// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The layers of a function. Lambda would have merged them into `/opt`; here each stays a folder of its own,
/// and later ones are searched first
/// ([paths](https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html#packaging-layers-paths)).
///
/// @param folders in search order
record Layers(List<Path> folders) {

    static Layers inOrderOfTemplate(List<Path> folders) {
        return new Layers(folders.reversed());
    }

    /// Returns `PATH` and `LD_LIBRARY_PATH` for a package at that place.
    Map<String, String> environment(Path root) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "PATH", there("bin"));
        List<Path> libraries = new ArrayList<>(existing(Stream.of(root, root.resolve("lib"))));
        libraries.addAll(there("lib"));
        put(all, "LD_LIBRARY_PATH", libraries);
        return all;
    }

    Map<String, String> pythonPath(String version) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "PYTHONPATH", there("python/lib/python" + version + "/site-packages", "python"));
        return all;
    }

    Map<String, String> nodePath(int major) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "NODE_PATH", there("nodejs/node" + major + "/node_modules", "nodejs/node_modules"));
        return all;
    }

    /// The jars of `java/lib`.
    List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        for (Path folder : there("java/lib")) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }

    private List<Path> there(String... names) {
        return existing(folders.stream().flatMap(folder -> Arrays.stream(names).map(folder::resolve)));
    }

    private static List<Path> existing(Stream<Path> folders) {
        return folders.filter(Files::isDirectory).toList();
    }

    private static void put(Map<String, String> variables, String name, List<Path> folders) {
        if (!folders.isEmpty()) {
            variables.put(name, folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
    }
}
