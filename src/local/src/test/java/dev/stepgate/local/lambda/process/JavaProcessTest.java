// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static dev.stepgate.local.lambda.process.ProcessProject.begin;
import static dev.stepgate.local.lambda.process.ProcessProject.error;
import static dev.stepgate.local.lambda.process.ProcessProject.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.InvocationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Java in a process of its own, under AWS's real runtime interface client.
class JavaProcessTest {
    private static final String SOURCE = """
            import com.amazonaws.services.lambda.runtime.*;
            public class Orders implements RequestHandler<Orders.Order, Orders.Order> {
                public record Order(String name, int count) {}
                public Order handleRequest(Order order, Context context) {
                    System.out.println("hello from " + context.getFunctionName());
                    if (order.count() < 0) {
                        throw new IllegalArgumentException("too few");
                    }
                    if (order.count() == 99) {
                        System.exit(3);
                    }
                    return new Order(System.getenv("_HANDLER") + " " + order.name(), order.count() + 1);
                }
            }
            """;

    private ProcessProject project;
    private Path classes;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        project = new ProcessProject(folder);
        classes = Files.createDirectories(folder.resolve("classes"));
        project.file("Orders.java", SOURCE);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        core().toString(),
                        "-d",
                        classes.toString(),
                        folder.resolve("Orders.java").toString());
        assertThat(status).isZero();
    }

    @AfterEach
    void end() {
        project.close();
    }

    private static Path core() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.contains("aws-lambda-java-core"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private Functions start(String handler) {
        FunctionPackage code = new FunctionRuntime.InThisJvm("java25", List.of(classes, core()))
                .isolated()
                .code();
        return project.function("f", handler, code).start();
    }

    @Test
    void recordsGoInAndComeOutUnderTheRealClient() throws Exception {
        Functions functions = start("Orders");

        assertThat(answer(functions, "f", "{\"name\":\"ramen\",\"count\":1}"))
                .isEqualTo("{\"name\":\"Orders ramen\",\"count\":2}");
        assertThat(project.lines()).containsExactly("fFunction | hello from f");
    }

    @Test
    void anExceptionIsTheFunctionsError() throws Exception {
        JsonNode error = error(start("Orders"), "f", "{\"name\":\"ramen\",\"count\":-1}");

        assertThat(error.get("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(error.get("errorMessage").asText()).isEqualTo("too few");
    }

    @Test
    void anExitEndsTheCallAndNotThisJvm() throws Exception {
        JsonNode error = error(start("Orders"), "f", "{\"name\":\"ramen\",\"count\":99}");

        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(error.get("errorMessage").asText()).endsWith("Runtime exited with error: exit status 3");
    }

    /// The client alone would unpack its native library to one path, and processes started at the same time
    /// would crash.
    @Test
    void severalStartAtOnce() throws Exception {
        Functions functions = start("Orders");

        List<CompletableFuture<InvocationResult>> all = IntStream.range(0, 4)
                .mapToObj(i -> begin(functions, "f", "{\"name\":\"ramen\",\"count\":" + i + "}"))
                .toList();

        for (int i = 0; i < all.size(); i++) {
            assertThat(text(all.get(i).get(120, TimeUnit.SECONDS))).contains("\"count\":" + (i + 1));
        }
    }
}
