// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The documented way to an API's callbacks, `"https://" + domainName + "/" + stage` (API Gateway Developer
/// Guide, on calling back from a backend service), leads to the API on this machine.
class ServedApisTest {
    private static final String NAME = "abc123.execute-api.us-east-1.amazonaws.com";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://abc123.execute-api.us-east-1.amazonaws.com/v1, http://127.0.0.1:3001/v1",
        "https://ABC123.execute-api.us-east-1.amazonaws.com, http://127.0.0.1:3001",
        "wss://abc123.execute-api.us-east-1.amazonaws.com/v1?a=b, ws://127.0.0.1:3001/v1?a=b",
        "https://other.execute-api.us-east-1.amazonaws.com/v1, https://other.execute-api.us-east-1.amazonaws.com/v1",
        "https://abc123.execute-api.us-east-1.amazonaws.com.example.test/, https://abc123.execute-api.us-east-1.amazonaws.com.example.test/",
        "https://example.test/?next=https://abc123.execute-api.us-east-1.amazonaws.com, https://example.test/?next=https://abc123.execute-api.us-east-1.amazonaws.com",
        "mailto:abc123.execute-api.us-east-1.amazonaws.com, mailto:abc123.execute-api.us-east-1.amazonaws.com"
    })
    void onlyNamesOfThisRuntimesApisAreRedirected(String uri, String served) {
        ServedApis apis = new ServedApis();
        apis.are(Map.of(NAME, "127.0.0.1:3001"));

        assertThat(apis.served(uri)).isEqualTo(served);
    }

    @Test
    void aHandlersUriIsWhereTheApiIsServedHoweverItIsMade() throws Exception {
        try (FunctionProject project = new FunctionProject(folder);
                VirtualTime time = new VirtualTime()) {
            project.source("""
                    public class Caller implements RequestHandler<String, String> {
                        public String handleRequest(String domainName, Context context) {
                            String text = "https://" + domainName + "/" + "v1";
                            java.util.function.Function<String, java.net.URI> reference = java.net.URI::create;
                            try {
                                return java.net.URI.create(text) + " " + new java.net.URI(text) + " " + reference.apply(text);
                            } catch (java.net.URISyntaxException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                    """);
            project.function("caller", "Caller");
            Functions functions = project.start(time);
            functions.reach(Map.of(NAME, "127.0.0.1:3001"));

            InvocationResult result = functions
                    .invoke(InvokeRequest.of("caller", ("\"" + NAME + "\"").getBytes(StandardCharsets.UTF_8)))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);

            assertThat(new String(result.payload(), StandardCharsets.UTF_8))
                    .isEqualTo("\"http://127.0.0.1:3001/v1 http://127.0.0.1:3001/v1 http://127.0.0.1:3001/v1\"");
        }
    }

    /// API model of Lambda, botocore 1.44.8: members of Invoke that change the meaning of a call.
    @ParameterizedTest
    @CsvSource({"TenantId", "DurableExecutionName"})
    void unsupportedOptionsOfAnInvocationAreRefused(String member) {
        try (FunctionProject project = new FunctionProject(folder);
                VirtualTime time = new VirtualTime()) {
            Functions functions = project.start(time);
            AwsCall call =
                    new AwsCall("Invoke", Json.parse("{\"FunctionName\": \"f\", \"" + member + "\": \"x\"}"), "r");

            assertThatThrownBy(() -> functions.call(call)).isInstanceOfSatisfying(AwsException.class, refused -> {
                assertThat(refused.code()).isEqualTo("InvalidParameterValueException");
                assertThat(refused.message()).startsWith(member + " is not served here");
            });
        }
    }
}
