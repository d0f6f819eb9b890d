// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.AsynchronousConfiguration.EventInvokeConfig;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Retries, destinations and dead letters of asynchronous calls. Source: Lambda Developer Guide,
/// "Capturing records of Lambda asynchronous invocations" and "Configuring error handling settings for
/// Lambda asynchronous invocations".
@SuppressWarnings("NullAway")
class AsynchronousCallsTest {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:records";
    private static final String LETTERS = "arn:aws:sns:us-east-1:123456789012:letters";

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private FunctionProject project;

    private final InvocationDestinations destinations = new InvocationDestinations() {
        @Override
        public void record(String destination, JsonNode record) {
            delivered.add(destination + " " + Json.write(record));
        }

        @Override
        public void deadLetter(String target, DeadLetter letter) {
            delivered.add(target + " " + letter);
        }
    };

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        project = new FunctionProject(folder);
        project.source("""
                public class Choosy {
                    public String run(String text) {
                        if (text.equals("bad")) { throw new IllegalStateException("no"); }
                        return text + "!";
                    }
                }
                """);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static EventInvokeConfig configuration(int retries, Duration age) {
        return new EventInvokeConfig(retries, age, Optional.of(QUEUE), Optional.of(QUEUE));
    }

    private void call(AsynchronousConfiguration configuration, String function, String event) throws Exception {
        Functions functions =
                project.asynchronous("choosy", "Choosy::run", configuration).start(time);
        functions.deliverTo(destinations);
        functions.invokeAsynchronously(
                new InvokeRequest(function, Optional.empty(), event.getBytes(UTF_8), Optional.empty(), "id-1"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !delivered.isEmpty());
    }

    @Test
    void aSuccessIsRecordedWithItsRequestAndItsResponse() throws Exception {
        call(
                new AsynchronousConfiguration(
                        Optional.of(LETTERS), Map.of("$LATEST", configuration(2, Duration.ofHours(6)))),
                "choosy",
                "\"good\"");

        assertThat(delivered).containsExactly(QUEUE + " " + Json.write(Json.parse("""
                {"version":"1.0","timestamp":"2025-01-01T00:00:00Z","requestContext":{"requestId":"id-1",
                 "functionArn":"arn:aws:lambda:us-east-1:123456789012:function:choosy:$LATEST","condition":"Success",
                 "approximateInvokeCount":1},"requestPayload":"good",
                 "responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":"good!"}""")));
    }

    @Test
    void aFailureIsRepeatedAsOftenAsConfiguredAndRecordedInBothPlaces() throws Exception {
        call(
                new AsynchronousConfiguration(
                        Optional.of(LETTERS), Map.of("live", configuration(1, Duration.ofHours(6)))),
                "choosy:live",
                "\"bad\"");
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 2);

        assertThat(delivered.getFirst())
                .isEqualTo(LETTERS + " DeadLetter[event=\"bad\", requestId=id-1, errorCode=200, errorMessage=no]");
        JsonNode record = Json.parse(delivered.getLast().substring(QUEUE.length()));
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
        assertThat(record.at("/requestContext/functionArn").asText()).endsWith(":choosy:live");
        assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(record.at("/responsePayload/errorMessage").asText()).isEqualTo("no");
        assertThat(time.now()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void anEventThatIsTooOldIsGivenUpBeforeItsNextAttempt() throws Exception {
        call(
                new AsynchronousConfiguration(
                        Optional.empty(), Map.of("$LATEST", configuration(2, Duration.ofSeconds(90)))),
                "choosy",
                "\"bad\"");

        JsonNode record = Json.parse(delivered.getFirst().substring(QUEUE.length()));
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
    }

    @Test
    void aCallThatIsStillQueuedWhenTheRuntimeEndsIsLeftToTheNextProcess() throws Exception {
        Time atOnce = (Time) Proxy.newProxyInstance(
                Time.class.getClassLoader(), new Class<?>[] {Time.class}, (_, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        ((Runnable) arguments[0]).run();
                        return null;
                    }
                    return method.invoke(time, arguments);
                });
        Functions functions = project.function("choosy", "Choosy::run").start(atOnce);
        functions.deliverTo(destinations);
        FunctionProject.answer(functions, "choosy", "\"good\"");
        functions.close();

        assertThatCode(() -> functions.invokeAsynchronously(InvokeRequest.of("choosy", "1".getBytes(UTF_8))))
                .doesNotThrowAnyException();

        assertThat(delivered).isEmpty();
    }
}
