// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line: messages and exit codes.
class MainTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/stepgate/local/runtime");
    private static final String TEMPLATE = FOLDER.resolve("template.yaml").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesUntilItIsInterrupted() {
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread main = new Thread(() -> exitCode.complete(run(withFreePorts("--console-port", "0"))));
        main.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Ready in "));

        main.interrupt();

        assertThat(exitCode.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join())
                .isZero();
        assertThat(out.toString())
                .containsPattern("GET /v1/greet/\\{name} +curl http://127.0.0.1:\\d+/v1/greet/1")
                .containsPattern("Machine Greet \\(EXPRESS\\) +AWS_.* aws .*start-sync-execution")
                .containsPattern("Ready in \\d+ ms")
                .endsWith("Stopped" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    private static String[] withFreePorts(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--template", TEMPLATE, "--rest-port", "0", "--websocket-port", "0", "--aws-port", "0"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void aConsoleWhosePortIsInUseIsReportedAndTheRestIsServed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread main = new Thread(() -> run(withFreePorts("--console-port", "" + busy.getLocalPort())));
            main.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Ready in "));
            main.interrupt();

            assertThat(out.toString().lines().findFirst().orElseThrow())
                    .matches("Console +none: port " + busy.getLocalPort()
                            + " on 127.0.0.1 is in use; choose another by --console-port, or 0 for none");
        }
    }

    @Test
    void aChangedFileIsAppliedAndABrokenOneIsReportedInOneLine(@TempDir Path folder) throws IOException {
        Path definition = folder.resolve("greet.json");
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Greet: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: greet.json}}
                """);
        Files.writeString(definition, "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");
        Thread main =
                new Thread(() -> run("--template", template.toString(), "--aws-port", "0", "--console-port", "0"));
        main.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Ready in "));

        Files.writeString(definition, "{\"StartAt\":\"B\",\"States\":{\"B\":{\"Type\":\"Succeed\"}}}");
        await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Applied: Greet changed"));
        Files.writeString(definition, "{\"StartAt\":\"Nowhere\",\"States\":{}}");
        await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Not applied"));
        main.interrupt();

        assertThat(out.toString().lines().filter(line -> line.startsWith("Not applied")))
                .singleElement()
                .asString()
                .startsWith("Not applied, everything stays as it was: " + definition + ":1:");
    }

    @Test
    void executionsThatAreStillRunningAtTheEndAreReported(@TempDir Path folder)
            throws IOException, InterruptedException {
        startsAnExecutionAndEnds(folder);

        assertThat(out.toString().lines().toList()).endsWith("Lost: 1 running execution of Rest: patient", "Stopped");
    }

    @Test
    void executionsThatTheNextStartResumesAreNotReportedAsLost(@TempDir Path folder, @TempDir Path data)
            throws IOException, InterruptedException {
        startsAnExecutionAndEnds(folder, "--data", data.toString());

        assertThat(out.toString().lines().toList())
                .endsWith("Kept in " + data + " for the next start: 1 running execution of Rest: patient", "Stopped")
                .noneMatch(line -> line.contains("FAILED"));
    }

    private void startsAnExecutionAndEnds(Path folder, String... options) throws IOException, InterruptedException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Rest:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Definition: {StartAt: A, States: {A: {Type: Wait, Seconds: 3000, End: true}}}
                """);
        List<String> arguments = new ArrayList<>(List.of("--template", template.toString(), "--aws-port", "0"));
        arguments.addAll(List.of(options));
        Thread main = new Thread(() -> run(arguments.toArray(String[]::new)));
        main.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Ready in "));
        Matcher endpoint = Pattern.compile("AWS (http://127.0.0.1:\\d+)").matcher(out.toString());
        assertThat(endpoint.find()).isTrue();
        start(
                endpoint.group(1),
                "{\"name\":\"patient\",\"stateMachineArn\":\"arn:aws:states:us-east-1:123456789012:"
                        + "stateMachine:stepgate-Rest\"}");
        main.interrupt();
        main.join();
    }

    private static void start(String endpoint, String input) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("X-Amz-Target", "AWSStepFunctions.StartExecution")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = busy.getLocalPort();

            assertThat(run(
                            "up",
                            "--template",
                            TEMPLATE,
                            "--aws-port",
                            "0",
                            "--console-port",
                            "0",
                            "--rest-port",
                            "" + port))
                    .isEqualTo(1);
            assertThat(errors())
                    .containsExactly("port " + port
                            + " on 127.0.0.1 is in use; choose another by --rest-port, or 0 for any free one");
        }
    }

    @Test
    void theCommandThatWasMeantIsNamed() {
        assertThat(run("valdate")).isEqualTo(2);
        assertThat(errors()).first().isEqualTo("Unknown command: 'valdate'; did you mean validate?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rest-prot=1             | Unknown option: '--rest-prot=1'; did you mean --rest-port?
                    --rest-prot 1             | Unknown option: '--rest-prot'; did you mean --rest-port?
                    validate --strickt        | Unknown option: '--strickt'; did you mean --strict?
                    --frobnicate              | Unknown option: '--frobnicate'
                    --rest 1                  | Unknown option: '--rest'
                    -rest-port 1              | Unknown option: '-rest-port'; did you mean --rest-port?
                    run Greet -event.json     | no such file: vent.json
                    --rest-port x             | Invalid value for option '--rest-port': 'x'; expected a whole number from 0 to 65535
                    --rest-port=              | Invalid value for option '--rest-port': ''; expected a whole number from 0 to 65535
                    --rest-port 65536         | Invalid value for option '--rest-port': '65536'; expected a whole number from 0 to 65535
                    --rest-port -1            | Invalid value for option '--rest-port': '-1'; expected a whole number from 0 to 65535
                    --rest-port               | Missing value for option '--rest-port' (PORT)
                    --rest-port 1 --rest-port 2 | option '--rest-port' (PORT) should be specified only once
                    --strict --strict         | option '--strict' should be specified only once
                    --strict=false            | Option '--strict' takes no value, but was given one: '--strict=false'
                    --retention-events 0      | Invalid value for option '--retention-events': '0'; expected a whole number of 1 or more
                    --env TIMER=1             | Invalid value for option '--env': 'TIMER=1'; expected FUNCTION.NAME=VALUE
                    --env TIMER               | Invalid value for option '--env': 'TIMER'; expected FUNCTION.NAME=VALUE
                    --parameter X             | Invalid value for option '--parameter': 'X'; expected NAME=VALUE
                    serve                     | Unknown command: 'serve'
                    up Greet                  | Unexpected argument: 'Greet'
                    --quiet run Greet         | Unexpected argument: 'run'; a command comes before its options
                    @file                     | Unknown command: '@file'
                    run                       | Missing required parameter: 'NAME'
                    run A B                   | Unexpected argument: 'B'
                    run Nobody                | the template has no state machine and no function Nobody; it has
                    run Gret                  | the template has no state machine and no function Gret; did you mean Greet?
                    run Greet --input @no.json | no such file: no.json
                    run Greet --input --quiet | Missing value for option '--input' (JSON)
                    --allow-host http://a     | Invalid value for option '--allow-host': 'http://a'; expected a name without a port
                    --allow-origin a.test     | Invalid value for option '--allow-origin': 'a.test'; expected SCHEME://HOST
                    --quiet --verbose         | give --quiet or --verbose, not both
                    --log-format xml          | Invalid value for option '--log-format': 'xml'; expected text or json
                    --sync never              | Invalid value for option '--sync': 'never'; expected commit or none
                    --debug Say=0             | Invalid value for option '--debug': 'Say=0'; expected a whole number from 1 to 65535
                    --debug Say=x             | Invalid value for option '--debug': 'Say=x'; expected a whole number from 1 to 65535
                    run Worker                | Worker is neither a state machine nor a function
                    run Greet --input {       | the event is not JSON
                    run Greet --event no.json | no such file: no.json
                    run Greet --input {} -e a | give --input or --event, not both
                    graph Greet --theme blue  | Invalid value for option '--theme': 'blue'; expected auto, light or dark
                    graph --endpoint-url ::   | Invalid value for option '--endpoint-url': '::'; expected a URL
                    cost Greet --api soap     | Invalid value for option '--api': 'soap'; expected none, rest or websocket
                    --upstream athena=no-url  | Invalid value for option '--upstream': 'athena=no-url'; expected http://HOST:PORT or https://HOST
                    --upstream nobody=http://a | Invalid value for option '--upstream': 'nobody=http://a'; expected the name of an AWS service
                    --upstream lambda=http://a | Invalid value for option '--upstream': 'lambda=http://a'; lambda always runs here
                    --upstream glue=https://glue.us-east-1.amazonaws.com | Invalid value for option '--upstream': 'glue=https://glue.us-east-1.amazonaws.com'; requests are not signed
                    run Greet#Case            | Greet#Case: a test case runs a state machine
                    """)
    void anInvalidCommandLineIsExplainedInOneLine(String arguments, String message) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments.split(" ")));
        line.addAll(List.of("--template", TEMPLATE));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors()).first().asString().startsWith(message);
        assertThat(errors()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void everyProblemOfABrokenTemplateIsReportedWithItsLine() {
        assertThat(run("validate", "--template", FOLDER.resolve("broken.yaml").toString()))
                .isEqualTo(1);
        assertThat(errors())
                .hasSize(5)
                .contains("4 problems")
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(FOLDER
                                + "/broken.yaml:4:5: Table: there is no resource type AWS::DynamoDb::Tables;"
                                + " did you mean AWS::DynamoDB::Table?"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMissingTemplateIsReported() {
        assertThat(run("--template", "nowhere.yaml")).isEqualTo(1);
        assertThat(errors()).containsExactly("nowhere.yaml: no such file", "1 problem");
    }

    @Test
    void anUnknownFunctionOrParameterIsAProblem() {
        assertThat(run(
                        "up",
                        "--template",
                        TEMPLATE,
                        "--aws-port=0",
                        "--rest-port=0",
                        "--websocket-port=0",
                        "--env",
                        "Nobody.X=1",
                        "--parameter",
                        "Colour=red",
                        "--debug",
                        "Noone=5005"))
                .isEqualTo(1);
        assertThat(errors())
                .containsExactly(
                        "--debug Noone=5005: the template has no function Noone; it has []",
                        "--env Nobody: the template has no function Nobody; it has []",
                        "--parameter Colour=red: the template has no parameter Colour; it has Greeting",
                        "3 problems");
    }

    @Test
    void validateListsWhatHasNoEffect() {
        assertThat(run("validate", "--template", TEMPLATE)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        TEMPLATE + " can be run: 7 resources",
                        "Accepted, without effect on one machine:",
                        "  " + TEMPLATE + ":12:7: Greet (AWS::Serverless::StateMachine) Tracing");
    }

    @Test
    void runPrintsTheOutputOfAnExpressMachine() {
        assertThat(run("run", "Greet", "--template", TEMPLATE, "--parameter", "Greeting=hi"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("\"hi\"");
    }

    @Test
    void runTakesNamesAndArnsAndAFileAfterAt(@TempDir Path folder) throws IOException {
        Path event = Files.writeString(folder.resolve("event.json"), "[2]");
        String arn = "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Linger";

        for (String name : List.of("stepgate-Linger", arn)) {
            assertThat(run("run", name, "--template", TEMPLATE, "--input", "@" + event))
                    .isZero();
        }
        assertThat(out.toString().lines()).containsExactly("[2]", "[2]");
    }

    @Test
    void runWaitsForAStandardMachine() {
        assertThat(run("run", "Linger", "--template", TEMPLATE, "--input", "[1]"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("[1]");
    }

    @Test
    void aMachineWaitsForTheExecutionItStarts() {
        assertThat(run("run", "Parent", "--template", TEMPLATE)).isZero();
        assertThat(out.toString().strip()).contains("\"from\":\"parent\"");
    }

    @Test
    void runPrintsTheHistoryThatFailingTestsPrint() {
        assertThat(run("run", "Refuse", "--history", "--template", TEMPLATE)).isEqualTo(1);
        assertThat(errors()).hasSize(5).satisfies(lines -> {
            assertThat(lines.get(0)).matches(" +id +seconds +state +event");
            assertThat(lines.get(2)).matches(" +2 +0\\.\\d{3} +Never +FailStateEntered +\\{}");
            assertThat(lines.get(3)).matches(" +3 +0\\.\\d{3} +ExecutionFailed +Refused: as always");
            assertThat(lines.get(4)).isEqualTo("FAILED Refused: as always");
        });
    }

    @Test
    void runPrintsTheHistoryOfAnExpressMachineToo() {
        assertThat(run("run", "Greet", "--history", "--template", TEMPLATE)).isZero();
        assertThat(errors()).last().asString().contains("ExecutionSucceeded");
    }

    @Test
    void runPrintsWhyAMachineFailed() {
        assertThat(run("run", "Refuse", "--template", TEMPLATE)).isEqualTo(1);
        assertThat(errors()).containsExactly("FAILED Refused: as always");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void runMocksTheTestCaseAfterTheMark() {
        String folder = "src/test/resources/dev/stepgate/test/mock-configuration/";
        String[] line = {
            "run",
            "Quick#HappyPath",
            "--template",
            folder + "template.yaml",
            "--mock-config",
            folder + "MockConfigFile.json"
        };

        assertThat(run(line)).isZero();
        assertThat(out.toString()).contains("\"MessageId\":\"3bcb6e8e-8b51-4375-b0bc-1a59812c6e51\"");

        line[1] = "Quick#SadPath";
        assertThat(run(line)).isEqualTo(2);
        assertThat(errors())
                .startsWith("The mock configuration MockConfigFile.json has no test case 'SadPath' of the state machine"
                        + " 'Quick'; it has [HappyPath]");
    }

    @Test
    void aBrokenMockConfigurationIsReportedWithTheLocation() {
        assertThat(run("run", "Greet", "--template", TEMPLATE, "--mock-config", "nowhere.json"))
                .isEqualTo(1);
        assertThat(errors()).first().isEqualTo("nowhere.json:");
    }

    private List<String> errors() {
        return err.toString().lines().toList();
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
