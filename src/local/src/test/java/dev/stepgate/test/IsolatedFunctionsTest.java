// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.RuntimeOptions.FunctionOptions;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions in Java as they run on AWS: each instance in a JVM of its own, under AWS's own client.
class IsolatedFunctionsTest {
    private static final String HANDLER = """
            import java.util.Map;
            public class Count {
                static int calls;
                public Map<String, Object> handle(Map<String, Object> event) {
                    System.out.println("called");
                    System.setProperty("mark", "from the function");
                    return Map.of(
                            "pid", ProcessHandle.current().pid(),
                            "calls", ++calls,
                            "word", System.getenv("WORD"),
                            "zone", java.time.ZoneId.systemDefault().getId());
                }
            }
            """;
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Count:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  Handler: Count::handle
                  CodeUri: code
                  Timeout: 60
                  Environment: {Variables: {WORD: hello}}
            """;

    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void compile() throws IOException {
        template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        Path source = Files.writeString(folder.resolve("Count.java"), HANDLER);
        Path code = Files.createDirectories(folder.resolve("code"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", code.toString(), source.toString()))
                .isZero();
    }

    @Test
    void aFunctionHasAProcessForItselfAndKeepsIt() {
        try (Stepgate stepgate = Stepgate.start(StepgateOptions.of(template).withIsolatedFunctions())) {
            JsonNode first = call(stepgate);
            JsonNode second = call(stepgate);

            assertThat(first.path("pid").asLong())
                    .isNotEqualTo(ProcessHandle.current().pid());
            assertThat(second.path("pid")).isEqualTo(first.path("pid"));
            assertThat(second.path("calls").asInt()).isEqualTo(2);
            assertThat(first.path("word").asText()).isEqualTo("hello");
            assertThat(first.path("zone").asText()).isEqualTo("UTC");
            assertThat(System.getProperty("mark")).isNull();
            assertThat(stepgate.log("Count")).containsExactly("called", "called");
        }
    }

    /// The [handshake](https://docs.oracle.com/en/java/javase/25/docs/specs/jdwp/jdwp-spec.html) that every
    /// debugger begins with.
    @Test
    void aDebuggerCanAttach() throws IOException {
        int port = freePort();
        RuntimeOptions options = RuntimeOptions.of(template)
                .withFunctions(new FunctionOptions(FunctionOptions.Java.IN_THIS_JVM, Map.of("Count", port)));

        try (Stepgate stepgate = Stepgate.start(new StepgateOptions(options, 0))) {
            assertThat(call(stepgate).path("calls").asInt()).isEqualTo(1);
            try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                byte[] handshake = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
                debugger.getOutputStream().write(handshake);

                assertThat(debugger.getInputStream().readNBytes(handshake.length))
                        .isEqualTo(handshake);
            }
        }
    }

    private static JsonNode call(Stepgate stepgate) {
        JsonNode answer = stepgate.call("lambda", "Invoke", Stepgate.json("{'FunctionName':'stepgate-Count'}"));
        return Json.parse(Base64.getDecoder().decode(answer.path("Payload").asText()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
