// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command for Java: AWS's runtime interface client in a JVM of its own. Its jars come from the
/// function's class path, or else from the jar of this runtime: client 2.10.1, and serialization 1.4.1,
/// because the version that the client's own pom asks for cannot read records.
record JavaCommand(PackagedCode.Site site) {
    private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /// The libraries of the client, in the order of the class path.
    private static final List<String> LIBRARIES =
            List.of("aws-lambda-java-serialization", "aws-lambda-java-core", CLIENT, "utils-lite");

    Command with(OptionalInt debugPort) throws IOException {
        List<Path> own = classPath();
        List<Path> all = new ArrayList<>();
        for (String library : LIBRARIES) {
            all.add(find(library, own));
        }
        Path client = all.get(LIBRARIES.indexOf(CLIENT));
        own.stream().filter(entry -> !all.contains(entry)).forEach(all::add);
        return new Command(line(all, client, debugPort), site.root(), Commands.environment(site, Map.of()), "");
    }

    private List<String> line(List<Path> all, Path client, OptionalInt debugPort) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        nativeLibrary(client).ifPresent(file -> line.add("-D" + NATIVE + "=" + file));
        debugPort.ifPresent(port ->
                line.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port));
        line.addAll(List.of(
                "-cp",
                all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN,
                site.handler()));
        return line;
    }

    private List<Path> classPath() throws IOException {
        if (site.function().code() instanceof FunctionPackage.Code.ClassPath classPath) {
            return concat(
                    classPath.entries().stream().map(Path::toAbsolutePath),
                    site.layers().jars());
        }
        List<Path> entries = new ArrayList<>(List.of(site.root()));
        Path lib = site.root().resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(entries::add);
            }
        }
        return concat(entries.stream(), site.layers().jars());
    }

    private static List<Path> concat(Stream<Path> first, List<Path> second) {
        return Stream.concat(first, second.stream()).toList();
    }

    /// Returns a ready copy of the client's native library. The client unpacks it to one fixed path, so
    /// several that start at once would break each other's. Without a copy, the client does as usual.
    private Optional<Path> nativeLibrary(Path client) throws IOException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        String libc = Files.exists(Path.of("/lib/ld-musl-" + machine.replace("aarch_64", "aarch64") + ".so.1"))
                ? "linux_musl"
                : "linux";
        return Optional.of(
                site.processes().extracted(client, "/jni/libaws-lambda-jni." + libc + "-" + machine + ".so"));
    }

    private Path find(String library, List<Path> classPath) throws IOException {
        Optional<Path> own = classPath.stream()
                .filter(entry -> String.valueOf(entry.getFileName()).startsWith(library + "-"))
                .findFirst();
        return own.isPresent() ? own.get() : site.processes().resource("java/" + library + ".jar");
    }
}
