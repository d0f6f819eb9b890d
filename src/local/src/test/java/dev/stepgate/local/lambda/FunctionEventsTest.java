// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The events and answers of functions.
@SuppressWarnings("NullAway")
class FunctionEventsTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private FunctionProject project;

    @BeforeEach
    void open(@TempDir Path folder) {
        project = new FunctionProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"it's \\\"quoted\\\" \\\\ back\"",
                "\"\\u0000\\u001f\\u2028 $x #set @@ ${y} \"",
                "\"\\ud83d\\ude00 \\u00e9 \\ud800\"",
                "{\"\":{\"__proto__\":[1e400,-0.0,12345678901234567890]}}",
                "\"<script>&amp;</script>\"",
                "[]",
            })
    void anEventIsReadAndWrittenUnchanged(String event) throws Exception {
        Functions functions = project.source("""
                        public class Copying {
                            public void stream(InputStream in, OutputStream out) throws IOException { in.transferTo(out); }
                            public Object value(Object event) { return event; }
                        }
                        """)
                .function("stream", "Copying::stream")
                .function("value", "Copying::value")
                .start(time);

        assertThat(FunctionProject.answer(functions, "stream", event)).isEqualTo(event);
        assertThat(FunctionProject.invoke(functions, "value", event)).isInstanceOf(InvocationResult.Succeeded.class);
        if (!event.contains("1e400") && !event.contains("ud800")) {
            assertThat(Json.parse(FunctionProject.answer(functions, "value", event)))
                    .isEqualTo(Json.parse(event));
        }
    }

    @Test
    void anEventThatIsTooDeepOrNotJsonFailsOnlyItsCall() throws Exception {
        Functions functions = project.source("public class Any { public Object run(Object event) { return event; } }")
                .function("any", "Any::run")
                .start(time);
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        for (String event : List.of(deep, "{", "\u0001", "")) {
            assertThat(FunctionProject.invoke(functions, "any", event))
                    .isInstanceOf(InvocationResult.FunctionError.class);
        }
        assertThat(FunctionProject.answer(functions, "any", "1")).isEqualTo("1");
    }

    @Test
    void aJarThatCannotBeReadFailsTheCallWithItsName() throws Exception {
        Path jar = Files.writeString(
                Files.createDirectories(project.classes().getParent()).resolve("no.jar"), "no jar");
        Functions functions = project.function("broken", "Any", jar).start(time);

        assertThat(FunctionProject.answer(functions, "broken", "{}"))
                .contains("no.jar cannot be read", "\"errorType\":\"java.io.IOException\"");
    }
}
