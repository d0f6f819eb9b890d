// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.access.AccessOptions;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests who may talk to the servers, over sockets. AWS's own servers need no such check, because they do not
/// run on a user's machine: the rules protect against DNS rebinding and cross-site requests.
class AccessTest {
    private static LocalRuntime runtime;

    @BeforeAll
    static void start() {
        RuntimeOptions options = RuntimeOptions.of(Path.of("src/test/resources/dev/stepgate/local/access.yaml"))
                .withAccess(new AccessOptions(
                        List.of("Stepgate.example.test", "*.docker.test"), List.of("https://Tool.example.test")));
        runtime = LocalRuntime.start(options, RuntimeDependencies.real(RuntimeLog.NONE));
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:PORT",
                "127.1.2.3:80",
                "localhost:PORT",
                "LOCALHOST",
                "localhost.",
                "[::1]:PORT",
                "bucket.s3.localhost:PORT",
                "sync-localhost:PORT",
                "sync-127.0.0.1:PORT",
                "sync-states.us-east-1.amazonaws.com",
                "abc123.execute-api.us-east-1.amazonaws.com",
                "bucket.s3.amazonaws.com",
                "sqs.cn-north-1.amazonaws.com.cn",
                "stepgate.example.test",
                "up.docker.test:PORT"
            })
    void namesOfThisMachineAreServed(String host) throws IOException {
        assertThat(hello(host)).startsWith("HTTP/1.1 200 ");
        assertThat(listQueues("Host: " + host)).doesNotStartWith("HTTP/1.1 403 ");
        assertThat(open("Host: " + host)).startsWith("HTTP/1.1 101 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example.test:PORT",
                "localhost.example.test",
                "127.0.0.1.example.test",
                "mylocalhost",
                "amazonaws.com.example.test",
                "sync-example.test",
                "docker.test",
                "10.0.0.1",
                "169.254.169.254",
                "[fe80::1]"
            })
    void otherNamesAreRefusedEverywhere(String host) throws IOException {
        String name = host.replace(":PORT", "");
        String sentence = "The host " + name + " is not a name of this machine; start stepgate with --allow-host "
                + name + " if it is";

        assertThat(hello(host)).startsWith("HTTP/1.1 403 ").endsWith("{\"message\":\"" + sentence + "\"}");
        assertThat(listQueues("Host: " + host)).startsWith("HTTP/1.1 403 ").contains("AccessDenied", sentence);
        assertThat(open("Host: " + host)).startsWith("HTTP/1.1 403 ").contains(sentence);
    }

    @Test
    void aNameThatJsonWouldEscapeIsNotRepeated() throws IOException {
        assertThat(hello("a\"b")).startsWith("HTTP/1.1 403 ").contains("The host NAME is not a name of this machine");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://127.0.0.1:REST      , 200, 101
            http://localhost:AWS       , 200, 101
            http://[::1]:CHAT          , 200, 101
            http://shop.localhost:REST , 200, 101
            https://app.example.test   , 200, 101
            https://tool.example.test  , 200, 101
            https://upload.example.test, 200, 101
            https://a.wild.example.test, 403, 403
            http://localhost:5173      , 403, 101
            http://app.example.test    , 403, 403
            https://other.example.test , 403, 403
            http://localhost.evil.test , 403, 403
            null                       , 403, 403
            """)
    void pagesMayCallTheAwsEndpointAndOpenWebSocketsIfTheyAreAllowed(String origin, int aws, int webSocket)
            throws IOException {
        String header = "Host: localhost\r\nOrigin: " + withPorts(origin);

        assertThat(listQueues(header)).startsWith("HTTP/1.1 " + aws + " ");
        assertThat(open(header)).startsWith("HTTP/1.1 " + webSocket + " ");
    }

    @Test
    void aRefusalOfAnOriginNamesTheOptionThatAllowsIt() throws IOException {
        assertThat(listQueues("Host: localhost\r\nOrigin: https://other.example.test"))
                .contains("A page of https://other.example.test may not do this; start stepgate with --allow-origin"
                        + " https://other.example.test if it may");
    }

    @Test
    void imagesAndLinksOfOtherSitesCannotCallTheAwsEndpoint() throws IOException {
        String other = "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors";

        assertThat(listQueues(other)).startsWith("HTTP/1.1 403 ").contains("--allow-origin");
        assertThat(listQueues("Host: localhost\r\nSec-Fetch-Site: none")).startsWith("HTTP/1.1 200 ");
        assertThat(listQueues("Host: localhost\r\nSec-Fetch-Site: same-origin")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aRestApiIsOpenToPagesOfAnySiteAsOnAws() throws IOException {
        assertThat(send(
                        port(runtime.api("Rest")),
                        "GET /v1/hello",
                        "Host: localhost\r\nOrigin: https://any.example.test"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Access-Control-Allow-Origin: https://app.example.test");
    }

    private static String hello(String host) throws IOException {
        int port = port(runtime.api("Rest"));
        return send(port, "GET /v1/hello", "Host: " + host.replace("PORT", "" + port));
    }

    private static String listQueues(String headers) throws IOException {
        int port = port(runtime.aws());
        return send(port, "GET /?Action=ListQueues&Version=2012-11-05", headers.replace("PORT", "" + port));
    }

    private static String open(String headers) throws IOException {
        int port = port(runtime.api("Chat"));
        return send(
                port,
                "GET /v1",
                headers.replace("PORT", "" + port) + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
    }

    private static String withPorts(String origin) {
        return origin.replace("REST", "" + port(runtime.api("Rest")))
                .replace("AWS", "" + port(runtime.aws()))
                .replace("CHAT", "" + port(runtime.api("Chat")));
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    /// Returns the whole answer; if it opens a WebSocket, just its head.
    private static String send(int port, String line, String headers) throws IOException {
        boolean upgrade = headers.contains("Upgrade");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            String end = upgrade ? "" : "\r\nConnection: close";
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\n" + headers + end + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            if (!upgrade) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
            byte[] first = new byte[4096];
            int length = socket.getInputStream().read(first);
            return new String(first, 0, length, StandardCharsets.UTF_8);
        }
    }
}
