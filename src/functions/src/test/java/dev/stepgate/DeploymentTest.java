// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stepgate.local.template.Resource;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks the content of a function's zip as SAM makes it: the classes of `src/main` and the jars of the
/// runtime scope, nothing else.
class DeploymentTest {
    private static final Path CLASSES = Path.of("src/functions/target/classes");
    private static final int MAX_BYTES = 12 * 1024 * 1024;

    /// The libraries that a function may bring, by the prefixes of their jars' names.
    private static final List<String> LIBRARIES = List.of(
            "annotations-2.57",
            "auth-2.57",
            "aws-core-2.57",
            "aws-json-protocol-2.57",
            "aws-lambda-java-core-",
            "aws-lambda-java-events-",
            "checksums-2.57",
            "checksums-spi-2.57",
            "endpoints-spi-2.57",
            "eventstream-2.57",
            "http-auth-2.57",
            "http-auth-aws-2.57",
            "http-auth-aws-eventstream-2.57",
            "http-auth-spi-2.57",
            "http-client-spi-2.57",
            "identity-spi-2.57",
            "jackson-annotations-",
            "jackson-core-2.23",
            "jackson-databind-2.23",
            "joda-time-",
            "json-utils-2.57",
            "metrics-spi-2.57",
            "nimbus-jose-jwt-",
            "profiles-2.57",
            "protocol-core-2.57",
            "reactive-streams-",
            "regions-2.57",
            "retries-2.57",
            "retries-spi-2.57",
            "sdk-core-2.57",
            "secretsmanager-2.57",
            "sfn-2.57",
            "slf4j-api-",
            "slf4j-simple-",
            "third-party-jackson-core-2.57",
            "url-connection-client-2.57",
            "utils-2.57",
            "utils-lite-2.57");

    static Stream<String> handlers() {
        return DeployedTemplate.resolve(Map.of("ApiAuthorization", "JWT")).all(Resource.Function.class).stream()
                .map(Resource.Function::handler);
    }

    @Test
    void itsClassesAreTheHandlersAndWhatTheyShare() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString()))
                    .isNotEmpty()
                    .allMatch(file -> file.matches(
                                    "dev/stepgate/((authorizer|callback|claim|handler|ramen|users|workflow)/)?[A-Za-z0-9$-]+\\.class")
                            || file.equals("simplelogger.properties"));
        }
    }

    @Test
    void itsJarsAreThoseAFunctionMayBring() throws IOException {
        assertThat(jars())
                .hasSize(LIBRARIES.size())
                .allMatch(jar -> LIBRARIES.stream()
                        .anyMatch(library -> jar.getFileName().toString().startsWith(library)));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void everyHandlerLoadsFromIt(String handler) throws Exception {
        try (URLClassLoader zip = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = zip.loadClass(handler);

            assertThat(Stream.of(type.getInterfaces()).map(Class::getName))
                    .containsAnyOf(RequestHandler.class.getName(), RequestStreamHandler.class.getName());
            assertThat(type.getConstructor().canAccess(null)).isTrue();
        }
    }

    @Test
    void itStaysUnderTwelveMegabytes() throws IOException {
        long[] size = {0};
        try (OutputStream counter = counter(size);
                ZipOutputStream zip = new ZipOutputStream(counter);
                Stream<Path> classes = Files.walk(CLASSES)) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                add(zip, CLASSES.relativize(file).toString(), file);
            }
            for (Path jar : jars()) {
                add(zip, "lib/" + jar.getFileName(), jar);
            }
        }

        assertThat(size[0]).isPositive().isLessThan(MAX_BYTES);
    }

    private static List<Path> jars() throws IOException {
        return Stream.of(Files.readString(Path.of("src/functions/target/function.classpath"))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>(List.of(url(CLASSES)));
        for (Path jar : jars()) {
            urls.add(url(jar));
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static OutputStream counter(long[] size) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                size[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                size[0] += length;
            }
        };
    }
}
