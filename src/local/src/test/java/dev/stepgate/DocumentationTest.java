// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that everything the project's documents name exists: files, folders, links to other pages, and
/// tests.
class DocumentationTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern PATH = Pattern.compile("(src|docs|events|examples|\\.ci)/[A-Za-z0-9_./-]*");
    private static final Pattern TEST = Pattern.compile("([a-z]+\\.)*[A-Z][A-Za-z0-9]*Test");
    private static final Pattern TEST_METHOD =
            Pattern.compile("(?:[a-z]+\\.)*([A-Z][A-Za-z0-9]*Test)\\.([a-z][A-Za-z0-9]*)(?:\\.\\.\\.)?");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    private static final Map<String, List<String>> METHODS = methods();

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream());
        }
    }

    /// Returns the methods of each test class, by its simple name.
    private static Map<String, List<String>> methods() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> found(METHOD, read(file), 1),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(result -> result.group(group)).toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        assertThat(found(LINK, Files.readString(document), 1))
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    /// A superseded decision may name things that no longer exist.
    @ParameterizedTest
    @MethodSource("documents")
    void everyPathIsThere(Path document) throws IOException {
        String text = Files.readString(document);
        assertThat(text.contains("Status: superseded") ? List.<String>of() : found(CODE, text, 1))
                .filteredOn(code -> PATH.matcher(code).matches())
                .filteredOn(code -> !code.contains("/target"))
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestIsThere(Path document) throws IOException {
        assertThat(found(CODE, Files.readString(document), 1))
                .filteredOn(code -> TEST.matcher(code).matches())
                .map(code -> code.substring(code.lastIndexOf('.') + 1))
                .allMatch(METHODS::containsKey);
    }

    /// `FunctionsTest.aFunctionIsFound...` stands for any test whose name begins so.
    @ParameterizedTest
    @MethodSource("documents")
    void everyTestMethodIsThere(Path document) throws IOException {
        for (String code : found(CODE, Files.readString(document), 1)) {
            Matcher method = TEST_METHOD.matcher(code);
            if (method.matches()) {
                assertThat(METHODS.getOrDefault(method.group(1), List.of()))
                        .as(code)
                        .anyMatch(name -> name.startsWith(method.group(2)));
            }
        }
    }
}
