// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.log.RuntimeLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The clients that may talk to the console: its own page and this machine's programs, but no page of another
/// origin.
class ConsoleAccessTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/local/console/console.yaml");

    private static LocalRuntime runtime;
    private static ConsoleClient console;

    @BeforeAll
    static void start() {
        runtime = LocalRuntime.start(
                RuntimeOptions.of(TEMPLATE).withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
                RuntimeDependencies.real(RuntimeLog.NONE));
        console = new ConsoleClient(runtime.console().orElseThrow());
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    /// Returns the first line of the answer to a request with these header fields, which Java's HTTP client
    /// may not set.
    private static String answer(String requestLine, String... fields) throws IOException {
        URI url = URI.create(console.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            String request =
                    requestLine + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static String host() {
        return "Host: " + URI.create(console.url()).getAuthority();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://other.example.test",
                "Origin: http://127.0.0.1:1",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageOfAnotherOriginIsRefused(String field) throws IOException {
        assertThat(answer("GET /api/overview", host(), field)).contains(" 403 ");
        assertThat(answer("GET /api/changes", host(), field, "Accept: text/event-stream"))
                .contains(" 403 ");
        assertThat(answer("POST /api/aws/states/ListStateMachines", host(), field, "Content-Length: 0"))
                .contains(" 403 ");
    }

    @Test
    void aPageOfTheRuntimesOwnApisIsAnotherOriginToo() throws IOException {
        assertThat(answer("GET /api/overview", host(), "Origin: " + runtime.api("Rest")))
                .contains(" 403 ");
        assertThat(answer("GET /api/overview", host(), "Origin: " + console.url()))
                .contains(" 200 ");
    }

    @Test
    void aLinkFromElsewhereOpensThePage() throws IOException {
        assertThat(answer(
                        "GET /",
                        host(),
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document"))
                .contains(" 200 ");
        assertThat(answer(
                        "GET /",
                        host(),
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: iframe"))
                .contains(" 403 ");
    }

    @Test
    void aNameThatWasPointedToThisMachineIsRefused() throws IOException {
        assertThat(answer("GET /", "Host: rebound.example.test")).contains(" 403 ");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void aRequestThatAFormCanSendChangesNothing(String type) {
        HttpResponse<String> answer = console.send(console.request("/api/aws/states/StartExecution")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void everyAnswerForbidsThePageEverythingItDoesNotNeed() {
        for (String path : new String[] {"/", "/js/app.js", "/api/overview", "/nothing", "/api/nothing"}) {
            HttpResponse<String> answer = console.send(console.request(path));
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .contains("require-trusted-types-for 'script'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../Console.class", "/Console.class", "/js/../index.html", "/js/", "/%2e%2e/Console.class"})
    void onlyThePagesOwnFilesAreServed(String path) throws IOException {
        assertThat(answer("GET " + path, host())).contains(" 404 ");
    }

    @Test
    void listenersAreNotifiedOfChanges() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(console.url()).getPort())) {
            String request = "GET /api/changes HTTP/1.1\r\n" + host() + "\r\nAccept: text/event-stream\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            await(lines, "event: requests");

            HttpResponse<String> unused =
                    console.post("try", "{\"api\":\"Rest\",\"method\":\"GET\",\"path\":\"/v1/none\",\"body\":\"\"}");

            await(lines, "event: requests");
        }
    }

    private static void await(BufferedReader lines, String line) throws IOException {
        String read = lines.readLine();
        while (!read.equals(line)) {
            read = lines.readLine();
        }
    }

    @Test
    void aPortInUseDoesNotStopTheRest() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalRuntime other = LocalRuntime.start(
                        RuntimeOptions.of(TEMPLATE)
                                .withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(taken.getLocalPort())),
                        RuntimeDependencies.real(RuntimeLog.NONE))) {
            assertThat(other.console()).isEmpty();
            assertThat(other.consoleRefusal().orElseThrow()).hasMessageContaining("in use");
            assertThat(other.aws()).startsWith("http://127.0.0.1:");
        }
    }
}
