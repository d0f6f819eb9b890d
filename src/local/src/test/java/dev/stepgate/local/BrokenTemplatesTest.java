// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Templates with one mistake each, which other parts refer to. One cause is one problem, at its own
/// line, and no resource that is in the template is called missing. The first line of a template says
/// where the problem is, and a part of its message.
class BrokenTemplatesTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/dev/stepgate/local/broken-templates");
    private static final Pattern EXPECTED = Pattern.compile("# ([0-9]+): (.+)");
    private static final Pattern LOGICAL_ID = Pattern.compile("(?m)^  ([A-Za-z0-9]+):");

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void oneCauseIsOneProblemAtItsLine(Path template) throws IOException {
        String text = Files.readString(template);
        Matcher expected = EXPECTED.matcher(text.lines().findFirst().orElse(""));
        assertThat(expected.matches()).isTrue();

        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> LocalRuntime.validate(RuntimeOptions.of(template)));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(expected.group(2));
            assertThat(problem.mark().line()).isEqualTo(Integer.parseInt(expected.group(1)));
        });
        List<String> present =
                LOGICAL_ID.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(present)
                .noneMatch(id ->
                        refused.problems().getFirst().message().matches(".*no (parameter|resource) " + id + "\\b.*"));
    }
}
