// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.VirtualTime;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the classes and threads of a function live: changed classes are loaded, old ones released.
@SuppressWarnings("NullAway")
class FunctionLifetimeTest {
    private final VirtualTime time = new VirtualTime();
    private final RealTime realTime = new RealTime();
    private FunctionProject project;

    @BeforeEach
    void open(@TempDir Path folder) {
        project = new FunctionProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
        realTime.close();
    }

    @Test
    void aClassThatWasCompiledAgainIsUsedFromTheNextCallOn() throws Exception {
        Functions functions = project.source("public class Greeting { public String run() { return \"before\"; } }")
                .function("greeting", "Greeting::run")
                .start(time);
        assertThat(FunctionProject.answer(functions, "greeting", "{}")).isEqualTo("\"before\"");

        project.source("public class Greeting { public String run() { return \"and after\"; } }");

        assertThat(FunctionProject.answer(functions, "greeting", "{}")).isEqualTo("\"and after\"");
    }

    @Test
    void aFunctionWhoseClassAppearsLaterWorksFromThenOn() throws Exception {
        Functions functions = project.function("late", "Late::run").start(time);
        assertThat(FunctionProject.invoke(functions, "late", "{}")).isInstanceOf(InvocationResult.FunctionError.class);

        project.source("public class Late { public String run() { return \"here\"; } }");

        assertThat(FunctionProject.answer(functions, "late", "{}")).isEqualTo("\"here\"");
    }

    @Test
    void theClassesOfAFunctionThatWasCompiledAgainAreForgotten() throws Exception {
        String source = """
                public class Remembered {
                    public String run(String key) throws Exception {
                        Properties ofTheJvm = (Properties) System.class.getMethod("getProperties").invoke(null);
                        ofTheJvm.put(key, new java.lang.ref.WeakReference<>(Remembered.class));
                        return "%s";
                    }
                }
                """;
        Functions functions = project.source(source.formatted("one"))
                .function("remembered", "Remembered::run")
                .start(time);
        FunctionProject.invoke(functions, "remembered", "\"stepgate.test.remembered\"");

        project.source(source.formatted("two, longer"));
        FunctionProject.invoke(functions, "remembered", "\"stepgate.test.other\"");

        WeakReference<?> first = (WeakReference<?>) System.getProperties().get("stepgate.test.remembered");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return first.get() == null;
        });
    }

    @Test
    void aFunctionThatRanOutOfMemoryReleasesItAtOnce() throws Exception {
        Functions functions =
                project.source("""
                        public class Filling {
                            static final byte[] HELD = new byte[1000];
                            public void run(String key) throws Exception {
                                Properties ofTheJvm = (Properties) System.class.getMethod("getProperties").invoke(null);
                                ofTheJvm.put(key, new java.lang.ref.WeakReference<>(HELD));
                                throw new OutOfMemoryError("as if");
                            }
                        }
                        """).function("filling", "Filling::run").start(time);

        JsonNode error = Json.parse(FunctionProject.invoke(functions, "filling", "\"stepgate.test.filling\"")
                .payload());

        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.OutOfMemoryError");
        WeakReference<?> held = (WeakReference<?>) System.getProperties().get("stepgate.test.filling");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return held.get() == null;
        });
    }

    @Test
    void noThreadOutlivesTheRuntime() throws Exception {
        Functions functions = project.source(
                        "public class Leaking { public void run() throws Exception { Thread.sleep(2_000_000); } }")
                .function("leaking", "Leaking::run")
                .start(realTime);
        functions.invoke(InvokeRequest.of("leaking", new byte[0]));

        functions.close();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().equals("lambda-leakingFunction")));
    }
}
