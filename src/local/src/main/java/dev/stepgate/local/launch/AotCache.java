// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The file in which the JVM keeps the classes of the jar, loaded and linked ([JEP 483](
/// https://openjdk.org/jeps/483)): with it the command line is ready in a third of the processor time. It
/// belongs to one jar and one JDK, whose names and times make up its name; the executable `stepgate`
/// (src/launcher/stepgate) makes the same name.
///
/// @param file the existing or future file; empty for none
public record AotCache(Optional<Path> file) {
    /// Names the file to a JVM that was started with it; without a value there is none.
    private static final String PROPERTY = "stepgate.aot.cache";

    private static final String SUFFIX = ".aot";
    private static final int MAX_NAME = 200;
    private static final int DAYS_KEPT = 90;

    /// Makes the file. `$1` is the file, the rest the command that writes it, under a name that ends in
    /// `.new`. Of several starts only one makes it; a lock older than five minutes is ignored. Ctrl-C and the end
    /// of the terminal end the start, but not this.
    private static final String MAKE = """
            file=$1; shift
            find "$file.lock" -prune -mmin +5 -exec rmdir {} \\;
            mkdir "$file.lock" || exit
            trap 'rm -f "$file.new" "$file.new.config"; rmdir "$file.lock"' EXIT
            trap '' HUP INT
            trap 'exit 1' TERM
            nice -n 19 "$@" && mv -f "$file.new" "$file"
            """;

    /// The cache with which this process was started; empty if it was started without one.
    public static Optional<AotCache> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(path -> new AotCache(
                        Optional.of(path).filter(it -> !it.isEmpty()).map(Path::of)));
    }

    static AotCache of(Path jar) {
        return new AotCache(folder().flatMap(folder -> name(jar).map(folder::resolve)));
    }

    /// Starts a process that makes the file, unless it exists or another start is making it. Nobody waits for
    /// the process: it has the lowest priority, takes some seconds and outlives this one. If the file cannot
    /// be made, the next start is as slow as this one.
    ///
    /// @param command the arguments of a command line that is run once to make the file, and that ends by
    /// itself
    public void make(List<String> command) {
        file.filter(it -> !Files.exists(it)).ifPresent(it -> {
            try {
                Files.createDirectories(it.toAbsolutePath().getParent());
                deleteOldOnes(it);
                new ProcessBuilder(making(it, command))
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException _) {
                // no space or no permission to write: it is only a cache
            }
        });
    }

    private static List<String> making(Path file, List<String> command) {
        List<String> making = new ArrayList<>(List.of("sh", "-c", MAKE, "sh", file.toString()));
        making.add(JarCommand.java());
        making.addAll(List.of("-XX:TieredStopAtLevel=2", "-XX:AOTCacheOutput=" + file + ".new"));
        making.addAll(List.of("-D" + PROPERTY + "=", "-jar", System.getProperty("java.class.path")));
        making.addAll(command);
        return making;
    }

    /// Deletes the files of earlier builds of the jar, and those of jars that are out of use.
    private static void deleteOldOnes(Path file) throws IOException {
        String name = file.getFileName().toString();
        String jar = name.substring(name.indexOf("-+") + 1);
        FileTime old = FileTime.from(Instant.now().minus(DAYS_KEPT, ChronoUnit.DAYS));
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            for (Path each : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
                if (each.toString().endsWith(jar)
                        || Files.getLastModifiedTime(each).compareTo(old) < 0) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /// The flags with which a JVM uses the file.
    List<String> flags() {
        String property = "-D" + PROPERTY + "=" + file.map(Path::toString).orElse("");
        return file.filter(Files::isRegularFile)
                .map(it -> List.of("-XX:AOTCache=" + it, "-Xlog:aot=off", "-Xlog:cds=off", property))
                .orElse(List.of(property));
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(it -> it.startsWith("/"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getenv("HOME"))
                        .filter(it -> it.startsWith("/"))
                        .map(it -> Path.of(it, ".cache")))
                .map(it -> it.resolve("stepgate"));
    }

    private static Optional<String> name(Path jar) {
        try {
            long seconds = Files.getLastModifiedTime(jar).toMillis() / 1000;
            String name = seconds + "-" + Files.size(jar) + "-" + System.getProperty("java.runtime.version") + "-"
                    + jar.toString().replace('/', '+') + SUFFIX;
            return Optional.of(name).filter(it -> it.length() <= MAX_NAME);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
