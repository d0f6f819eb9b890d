// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.time.RealTime;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens pages in a real browser: one of another site, and one under a name that points to this machine, are
/// refused; one of the origin that the template configures is served. Skipped without Chromium.
class BrowserAccessTest {
    private static final Queue<RequestAnswered> ANSWERED = new ConcurrentLinkedQueue<>();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    private static Path profiles;

    private static HttpServer pages;
    private static LocalRuntime runtime;

    @BeforeAll
    static void start() {
        assumeTrue(browser().isPresent(), "no Chromium on the PATH: apt-get install chromium");
        pages = HttpServer.start(
                0,
                request -> CompletableFuture.completedFuture(HttpResponse.of(
                        200, "text/html", page(request.query().first("script").orElse("")))));
        RuntimeOptions options = RuntimeOptions.of(Path.of("src/test/resources/dev/stepgate/local/access.yaml"))
                .withParameters(Map.of("Origin", "http://app.example.test:" + pages.port()));
        runtime =
                LocalRuntime.start(options, new RuntimeDependencies(new RealTime(), ExecutionIds.unseeded(), event -> {
                    if (event instanceof RequestAnswered answered) {
                        ANSWERED.add(answered);
                    }
                }));
    }

    @AfterAll
    static void stop() {
        if (runtime != null) {
            runtime.close();
            pages.close();
        }
    }

    /// Returns a page that runs the script, and then shows its result.
    private static String page(String script) {
        return "<!doctype html><body><script>(async () => {" + script + "})()"
                + ".then(text => document.body.textContent = 'result: ' + text)</script>";
    }

    @Test
    void aPageOfAnotherSiteReachesNeitherTheAwsEndpointNorAWebSocket() throws Exception {
        String dom = show("http://other.example.test:" + pages.port(), """
                const form = await fetch('AWS/', {method: 'POST', mode: 'no-cors', body: 'Action=ListQueues'})
                    .then(answer => answer.type, () => 'failed');
                const image = await new Promise(done => {
                    const element = new Image();
                    element.onerror = () => done('failed');
                    element.src = 'AWS/?Action=ListQueues';
                });
                let socket = '';
                const opening = new WebSocket('CHAT/v1');
                opening.onopen = () => socket = 'open';
                opening.onerror = () => socket = 'failed';
                while (socket === '') {
                    await fetch('/'); // the browser's virtual time waits for this, and not for a WebSocket
                }
                return form + ' ' + image + ' ' + socket;
                """);

        assertThat(dom).contains("result: opaque failed failed");
        assertThat(answered(Server.AWS_ENDPOINT))
                .extracting(RequestAnswered::status)
                .hasSize(2)
                .containsOnly(403);
        assertThat(answered(Server.WEB_SOCKET_API))
                .extracting(RequestAnswered::status)
                .containsExactly(403);
    }

    @Test
    void aNameThatWasPointedToThisMachineIsRefused() throws Exception {
        String api = runtime.api("Rest").replace("127.0.0.1", "rebound.example.test");

        assertThat(dom(api + "/v1/hello"))
                .contains("The host rebound.example.test is not a name of this machine")
                .doesNotContain("hello\":");
    }

    @Test
    void aPageOfTheConfiguredOriginReadsTheApi() throws Exception {
        String dom = show("http://app.example.test:" + pages.port(), """
                const answer = await fetch('REST/v1/hello');
                return answer.status + ' ' + await answer.text();
                """);

        assertThat(dom).contains("result: 200 {\"hello\": \"page\"}");
    }

    private static List<RequestAnswered> answered(Server server) {
        return ANSWERED.stream()
                .filter(answered -> answered.request().server() == server)
                .toList();
    }

    private static String show(String origin, String script) throws Exception {
        String addressed = script.replace("AWS", runtime.aws())
                .replace("REST", runtime.api("Rest"))
                .replace("CHAT", runtime.api("Chat"));
        return dom(origin + "/?script=" + URLEncoder.encode(addressed, StandardCharsets.UTF_8));
    }

    /// Returns the browser's document once the page is finished.
    private static String dom(String url) throws Exception {
        Process chromium = new ProcessBuilder(
                        browser().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--user-data-dir=" + profiles.resolve(UUID.randomUUID().toString()),
                        "--host-resolver-rules=MAP *.example.test 127.0.0.1",
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String dom = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(chromium.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return dom;
        } finally {
            chromium.destroyForcibly();
        }
    }

    private static Optional<Path> browser() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst();
    }
}
