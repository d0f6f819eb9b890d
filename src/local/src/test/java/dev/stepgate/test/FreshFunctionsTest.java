// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a handler keeps in a static field, from one test to the next.
class FreshFunctionsTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Count:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java25, Handler: "Count::handle", CodeUri: code}
            """;

    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void compile() throws IOException {
        template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        Path source = Files.writeString(
                folder.resolve("Count.java"),
                "public class Count { static int calls; public int handle(Object event) { return ++calls; } }");
        Path code = Files.createDirectories(folder.resolve("code"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", code.toString(), source.toString()))
                .isZero();
    }

    @Test
    void staticFieldsKeepTheirValuesAsInAnIdleFunction() {
        try (Stepgate stepgate = Stepgate.start(StepgateOptions.of(template))) {
            assertThat(calls(stepgate)).isEqualTo("1");
            stepgate.reset();
            assertThat(calls(stepgate)).isEqualTo("2");
        }
    }

    @Test
    void freshFunctionsHaveNotBeenCalledYet() {
        try (Stepgate stepgate = Stepgate.start(StepgateOptions.of(template).withFreshFunctions())) {
            assertThat(calls(stepgate)).isEqualTo("1");
            assertThat(calls(stepgate)).isEqualTo("2");
            stepgate.reset();
            assertThat(calls(stepgate)).isEqualTo("1");
        }
    }

    @Test
    void theAnnotationRequestsFreshFunctions() {
        @StepgateTest(template = "t.yaml", freshFunctions = true, isolate = true)
        class Annotated {}

        StepgateOptions options = StepgateOptions.of(Annotated.class.getAnnotation(StepgateTest.class));

        assertThat(options.functionClasses()).isEqualTo(StepgateOptions.FunctionClasses.FRESH);
        assertThat(options.runtime().functions().java())
                .isEqualTo(dev.stepgate.local.RuntimeOptions.FunctionOptions.Java.ISOLATED);
    }

    private static String calls(Stepgate stepgate) {
        byte[] answer = Base64.getDecoder()
                .decode(stepgate.call("lambda", "Invoke", Stepgate.json("{'FunctionName':'stepgate-Count'}"))
                        .path("Payload")
                        .asText());
        return new String(answer, StandardCharsets.UTF_8);
    }
}
