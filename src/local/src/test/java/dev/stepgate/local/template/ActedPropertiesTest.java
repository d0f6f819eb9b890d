// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nobody can act on a property whose name stands nowhere in the code.
class ActedPropertiesTest {
    private static final Path TYPES = Path.of("src/main/resources/dev/stepgate/local/template/resource-types.yaml");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*)\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    /// Each has `Queue`, `Topic` or `Lambda` before it.
    private static final String NOTIFICATIONS = "Configurations";

    @Test
    void everyPropertyThatTheRuntimeActsOnIsNamedInTheCode() throws IOException {
        JsonNode types = new SourceFile(TYPES, Files.readString(TYPES))
                .parse(ShortForms.REFUSED, new TemplateProblems())
                .json();
        Set<String> known = literals();
        types.findValuesAsText("name").forEach(known::add);

        Set<String> unknown = new TreeSet<>();
        collect(types, unknown);
        unknown.removeIf(
                name -> known.contains(name) || (name.endsWith(NOTIFICATIONS) && known.contains(NOTIFICATIONS)));

        assertThat(unknown).isEmpty();
    }

    private static void collect(JsonNode node, Set<String> acted) {
        node.properties().forEach(member -> {
            if (member.getValue().asText().equals("acted") && !member.getKey().equals("*")) {
                acted.add(member.getKey());
            }
        });
        node.forEach(each -> collect(each, acted));
    }

    private static Set<String> literals() throws IOException {
        Set<String> words = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            for (Path source : sources) {
                Matcher literals = LITERAL.matcher(Files.readString(source));
                while (literals.find()) {
                    WORD.matcher(literals.group(1)).results().forEach(word -> words.add(word.group()));
                }
            }
        }
        return words;
    }
}
