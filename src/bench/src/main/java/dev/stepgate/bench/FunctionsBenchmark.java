// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The cost of a call of a function in a process: warm beside a bare HTTP round trip between two processes of
/// that language, cold beside the start of its interpreter, and a hundred at once.
final class FunctionsBenchmark {
    private static final int CALLS = 3_000;
    private static final int COLD = 15;
    private static final int AT_ONCE = 100;
    private static final double MICROS = 1_000;
    private static final double MILLIS = 1_000_000;

    /// A language with what its own processes do without us.
    ///
    /// @param functions a template's two functions, named by `NAME`
    /// @param start a command that starts the interpreter and ends
    /// @param server prints its port
    /// @param client gets port and count, prints the median in microseconds
    private record Language(String name, String functions, List<String> start, String server, String client) {}

    private static final Language PYTHON =
            new Language("python", """
              NAME:
                Type: AWS::Serverless::Function
                Properties:
                  {Runtime: python3.12, Handler: index.handler, Timeout: 60, InlineCode: "def handler(e, c): return e"}
            """, List.of("python3", "-c", "import sys; print(sys.executable)"), """
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            class Handler(BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                wbufsize = -1
                disable_nagle_algorithm = True
                def do_POST(self):
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *arguments):
                    pass
            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """, """
            import http.client, statistics, sys, time
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
            times = []
            for _ in range(int(sys.argv[2])):
                begin = time.perf_counter()
                connection.request("POST", "/", b"{}")
                connection.getresponse().read()
                times.append(time.perf_counter() - begin)
            print(int(statistics.median(times) * 1e6))
            """);

    private static final Language NODE = new Language("node", """
              NAME:
                Type: AWS::Serverless::Function
                Properties:
                  {Runtime: nodejs22.x, Handler: index.handler, Timeout: 60, InlineCode: "exports.handler = async (e) => e;"}
            """, List.of("node", "-p", "process.execPath"), """
            require("http").createServer((request, response) => {
              request.on("data", () => {}).on("end", () => response.end("{}"));
            }).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
            """, """
            const http = require("http");
            const [port, count] = process.argv.slice(-2).map(Number);
            const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
            const ask = () => new Promise((resolve) => {
              http.request({ port, host: "127.0.0.1", method: "POST", agent }, (answer) =>
                answer.on("data", () => {}).on("end", resolve)).end("{}");
            });
            (async () => {
              const times = [];
              for (let i = 0; i < count; i++) {
                const begin = process.hrtime.bigint();
                await ask();
                times.push(Number(process.hrtime.bigint() - begin) / 1000);
              }
              console.log(Math.round(times.sort((a, b) => a - b)[count >> 1]));
              process.exit();
            })();
            """);

    void run() throws IOException, InterruptedException {
        Table table = new Table(
                "functions in processes: medians",
                "language",
                "warm call",
                "bare round trip",
                "ratio",
                "cold call",
                "interpreter",
                "above",
                AT_ONCE + " at once");
        for (Language language : List.of(PYTHON, NODE)) {
            run(language, table);
        }
        table.print();
    }

    private static void run(Language language, Table table) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stepgate-bench");
        StringBuilder template = new StringBuilder("Transform: AWS::Serverless-2016-10-31\nResources:\n");
        for (int i = 0; i <= COLD; i++) {
            template.append(language.functions.replace("NAME", "F" + i));
        }
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        String executable = output(language.start).strip();
        try (LocalRuntime runtime =
                LocalRuntime.start(RuntimeOptions.of(file), RuntimeDependencies.real(RuntimeLog.NONE))) {
            call(runtime, 0);
            double cold = median(COLD, i -> call(runtime, i + 1)) / MILLIS;
            double interpreter = median(COLD, _ -> output(starting(language, executable))) / MILLIS;
            median(CALLS, _ -> call(runtime, 0));
            double warm = median(CALLS, _ -> call(runtime, 0)) / MICROS;
            double bare = bare(language, executable, folder);
            long begin = System.nanoTime();
            CompletableFuture.allOf(Stream.generate(() -> begin(runtime, 0))
                            .limit(AT_ONCE)
                            .toArray(CompletableFuture[]::new))
                    .join();
            table.row(
                    language.name,
                    micros(warm),
                    micros(bare),
                    String.format(Locale.ROOT, "%.2f", warm / bare),
                    millis(cold),
                    millis(interpreter),
                    millis(cold - interpreter),
                    millis((System.nanoTime() - begin) / MILLIS));
        }
    }

    private static String micros(double value) {
        return Math.round(value) + " us";
    }

    private static String millis(double value) {
        return Math.round(value) + " ms";
    }

    private static List<String> starting(Language language, String executable) {
        return language == PYTHON ? List.of(executable, "-c", "pass") : List.of(executable, "-e", "0");
    }

    private static double bare(Language language, String executable, Path folder)
            throws IOException, InterruptedException {
        String end = language == PYTHON ? ".py" : ".js";
        Path server = Files.writeString(folder.resolve("server" + end), language.server);
        Path client = Files.writeString(folder.resolve("client" + end), language.client);
        Process serving = new ProcessBuilder(executable, server.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String port = serving.inputReader(StandardCharsets.UTF_8).readLine();
            List<String> asking = List.of(executable, client.toString(), port, Integer.toString(CALLS));
            output(asking);
            return Double.parseDouble(output(asking).strip());
        } finally {
            serving.destroyForcibly().waitFor();
        }
    }

    /// Something that takes time.
    @FunctionalInterface
    private interface Action {
        Object run(int index) throws IOException, InterruptedException;
    }

    /// In nanoseconds.
    private static double median(int count, Action action) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            Object unused = action.run(i);
            times.add(System.nanoTime() - begin);
        }
        return times.stream().sorted().skip(count / 2).findFirst().orElseThrow();
    }

    private static Object call(LocalRuntime runtime, int index) {
        return begin(runtime, index).join();
    }

    private static CompletableFuture<InvocationResult> begin(LocalRuntime runtime, int index) {
        return runtime.invoke(InvokeRequest.of("stepgate-F" + index, "{}".getBytes(StandardCharsets.UTF_8)))
                .thenApply(FunctionsBenchmark::succeeded)
                .toCompletableFuture();
    }

    private static InvocationResult succeeded(InvocationResult result) {
        if (result instanceof InvocationResult.FunctionError error) {
            throw new IllegalStateException(new String(error.payload(), StandardCharsets.UTF_8));
        }
        return result;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
