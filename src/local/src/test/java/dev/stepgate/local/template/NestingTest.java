// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The maximum nesting of a template; AWS does not document its own.
class NestingTest {
    @ParameterizedTest
    @CsvSource({
        "template.json, 98, 0",
        "template.json, 110, 1",
        "template.json, 20000, 1",
        "template.yaml, 98, 0",
        "template.yaml, 110, 1",
        "template.yaml, 20000, 1"
    })
    void aTemplateIsNestedAHundredLevelsAtTheMost(String file, int levels, int problems, @TempDir Path folder)
            throws IOException {
        String nested = "[".repeat(levels) + "]".repeat(levels);
        String resources = "\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}";
        String json = "{\"Metadata\": {\"M\": " + nested + "}, " + resources + "}";
        Path template = folder.resolve(file);
        Files.writeString(template, file.endsWith("json") ? json : "# YAML\n" + json);

        List<TemplateProblem> found = problems(template);

        assertThat(found)
                .hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.toString()).contains("nested deeper than 100 levels"));
    }

    /// The parser of JSON takes numbers of a thousand digits only; that of YAML, which is asked next, takes any.
    @Test
    void aNumberMayHaveThousandsOfDigits(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(
                folder.resolve("template.json"),
                "{\"Metadata\": {\"M\": " + "1".repeat(2_000)
                        + "}, \"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}}");

        assertThat(problems(template)).isEmpty();
    }

    private static List<TemplateProblem> problems(Path template) {
        try {
            return TemplateFile.read(template, new TemplateFile.Given(Map.of(), Map.of()), Stack.in("us-east-1"))
                    .resolve(
                            new Addresses() {
                                @Override
                                public String aws() {
                                    return "http://127.0.0.1:4566";
                                }

                                @Override
                                public String api(String logicalId) {
                                    return aws();
                                }
                            },
                            text -> text)
                    .problems();
        } catch (TemplateException e) {
            return e.problems();
        }
    }
}
