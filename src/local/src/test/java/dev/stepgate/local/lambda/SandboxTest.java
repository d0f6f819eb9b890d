// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a function in this JVM has for itself, as each has on Lambda: the surroundings of programs that it
/// starts, system properties, default zone and locale
/// ([variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html): `LANG` is
/// `en_US.UTF-8`, `TZ` is `:UTC`), its log.
class SandboxTest {
    private final Time time = new RealTime();
    private FunctionProject project;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        project = new FunctionProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
        time.close();
    }

    private JsonNode answer(Functions functions, String function) throws Exception {
        return Json.parse(FunctionProject.answer(functions, function, "{}"));
    }

    @Test
    void programsGetTheFunctionsVariablesAndNoneOfTheMachine() throws Exception {
        Functions functions = project.source("""
                        public class Programs {
                            public Map<String, String> run() throws Exception {
                                Map<String, String> seen = new TreeMap<>();
                                seen.put("builder", read(new ProcessBuilder("env").start()));
                                seen.put("list", read(new ProcessBuilder(List.of("env")).start()));
                                java.util.function.Function<List<String>, ProcessBuilder> made = ProcessBuilder::new;
                                seen.put("reference", read(made.apply(List.of("env")).start()));
                                seen.put("words", read(Runtime.getRuntime().exec("env")));
                                seen.put("array", read(Runtime.getRuntime().exec(new String[] {"env"})));
                                seen.put("given", read(Runtime.getRuntime().exec(new String[] {"env"}, new String[] {"A=b"})));
                                seen.put("pipeline", read(ProcessBuilder.startPipeline(
                                        List.of(new ProcessBuilder("env"), new ProcessBuilder("cat"))).getLast()));
                                ProcessBuilder own = new ProcessBuilder("env");
                                own.environment().put("MORE", "1");
                                seen.put("changed", read(own.start()));
                                seen.put("folder", read(new ProcessBuilder("pwd").start()));
                                return seen;
                            }
                            private static String read(Process process) throws Exception {
                                return new String(process.getInputStream().readAllBytes());
                            }
                        }
                        """)
                .function("programs", "Programs::run", Map.of("TABLE", "orders"))
                .start(time);

        JsonNode seen = answer(functions, "programs");

        for (String way : List.of("builder", "list", "reference", "words", "array", "pipeline", "changed")) {
            assertThat(seen.path(way).asText().lines())
                    .as(way)
                    .contains("TABLE=orders", "AWS_LAMBDA_FUNCTION_NAME=programs", "LANG=en_US.UTF-8")
                    .noneMatch(line -> line.startsWith("HOME="));
        }
        assertThat(seen.path("changed").asText().lines()).contains("MORE=1");
        assertThat(seen.path("given").asText().lines()).containsExactly("A=b");
        assertThat(Path.of(seen.path("folder").asText().strip()).toRealPath())
                .isEqualTo(project.classes().toRealPath());
    }

    @Test
    void aProgramEndsWithTheEnvironmentThatHasStartedIt() throws Exception {
        Functions functions =
                project.source("""
                        public class Leaves {
                            public String run() throws Exception {
                                Process process = new ProcessBuilder("sleep", "300").start();
                                System.out.println(process.pid());
                                System.exit(1);
                                return "";
                            }
                        }
                        """).function("leaves", "Leaves::run").start(time);

        JsonNode error = answer(functions, "leaves");

        assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
        long pid = Long.parseLong(project.lines().getFirst().replace("leavesFunction | ", ""));
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void systemPropertiesAreEachFunctionsOwn() throws Exception {
        Functions functions = project.source("""
                        public class Owner {
                            public Map<String, Object> run(String value) {
                                Map<String, Object> seen = new TreeMap<>();
                                seen.put("before", String.valueOf(System.getProperty("stepgate.test.mark")));
                                System.setProperty("stepgate.test.mark", value);
                                System.setProperty("stepgate.test.number", "7");
                                seen.put("after", System.getProperty("stepgate.test.mark"));
                                seen.put("number", Integer.getInteger("stepgate.test.number", 1));
                                seen.put("all", System.getProperties().containsKey("stepgate.test.mark"));
                                seen.put("option", String.valueOf(System.getProperty("given")));
                                seen.put("command", String.valueOf(System.getProperty("sun.java.command")));
                                seen.put("java", System.getProperty("java.version"));
                                return seen;
                            }
                        }
                        """)
                .function("one", "Owner::run", Map.of("JAVA_TOOL_OPTIONS", "-Xshare:auto -Dgiven=yes"))
                .function("two", "Owner::run")
                .start(time);

        JsonNode one = Json.parse(FunctionProject.answer(functions, "one", "\"1\""));
        JsonNode two = Json.parse(FunctionProject.answer(functions, "two", "\"2\""));

        assertThat(one.path("before").asText()).isEqualTo("null");
        assertThat(two.path("before").asText()).isEqualTo("null");
        assertThat(two.path("after").asText()).isEqualTo("2");
        assertThat(two.path("number").asInt()).isEqualTo(7);
        assertThat(two.path("all").asBoolean()).isTrue();
        assertThat(one.path("option").asText()).isEqualTo("yes");
        assertThat(two.path("option").asText()).isEqualTo("null");
        assertThat(two.path("command").asText()).isEqualTo("null");
        assertThat(two.path("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(System.getProperty("stepgate.test.mark")).isNull();
    }

    @Test
    void zoneAndLocaleAreLambdasUntilTheFunctionSetsItsOwn() throws Exception {
        Functions functions = project.source("""
                        public class Places {
                            public List<String> run(String zone) {
                                List<String> before = seen();
                                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                                Locale.setDefault(Locale.GERMANY);
                                before.addAll(seen());
                                return before;
                            }
                            private static List<String> seen() {
                                Date epoch = new Date(0);
                                return new ArrayList<>(List.of(
                                        TimeZone.getDefault().getID(),
                                        java.time.ZoneId.systemDefault().getId(),
                                        Locale.getDefault().toString(),
                                        String.format("%.1f", 1.5),
                                        "%,d".formatted(1000),
                                        new java.text.SimpleDateFormat("HH:mm").format(epoch),
                                        new java.text.DecimalFormat("0.0").format(1.5),
                                        Calendar.getInstance().getTimeZone().getID(),
                                        new GregorianCalendar().getTimeZone().getID(),
                                        "title".toUpperCase()));
                            }
                        }
                        """)
                .function("places", "Places::run")
                .function("others", "Places::run")
                .start(time);
        List<String> ofLambda = List.of("UTC", "UTC", "en_US", "1.5", "1,000", "00:00", "1.5", "UTC", "UTC", "TITLE");
        List<String> own = List.of(
                "Asia/Tokyo",
                "Asia/Tokyo",
                "de_DE",
                "1,5",
                "1.000",
                "09:00",
                "1,5",
                "Asia/Tokyo",
                "Asia/Tokyo",
                "TITLE");

        List<String> first = texts(FunctionProject.answer(functions, "places", "\"Asia/Tokyo\""));
        List<String> other = texts(FunctionProject.answer(functions, "others", "\"Asia/Tokyo\""));

        assertThat(first.subList(0, 10)).isEqualTo(ofLambda);
        assertThat(first.subList(10, 20)).isEqualTo(own);
        assertThat(other.subList(0, 10)).isEqualTo(ofLambda);
    }

    private static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        Json.parse(json).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void recordsOfJavaUtilLoggingAreTheFunctionsLinesAndInItsLogResult() throws Exception {
        Functions functions = project.source("""
                        public class Logs {
                            public String run() {
                                java.util.logging.Logger.getLogger("orders").info("an order");
                                java.util.logging.Logger.getLogger("orders").fine("too fine");
                                return "";
                            }
                        }
                        """)
                .function("one", "Logs::run")
                .function("two", "Logs::run")
                .start(time);

        InvocationResult one = FunctionProject.invoke(functions, "one", "{}");
        InvocationResult two = FunctionProject.invoke(functions, "two", "{}");

        assertThat(one.call().logTail()).contains("INFO: an order").doesNotContain("too fine");
        assertThat(two.call().logTail()).contains("INFO: an order");
        assertThat(project.lines())
                .filteredOn(line -> line.contains("an order"))
                .containsExactly("oneFunction | INFO: an order", "twoFunction | INFO: an order");
    }

    /// As TextLogFormatter and UserFault of aws-lambda-java-runtime-interface-client 2.10.1 write them.
    @Test
    void levelsTracesAndExceptionsAreLoggedAsTheRuntimeInterfaceClientLogsThem() throws Exception {
        Functions functions = project.source("""
                        public class Levels {
                            public String run(Map<String, String> event, Context context) {
                                context.getLogger().log("plain");
                                context.getLogger().log("fine", com.amazonaws.services.lambda.runtime.logging.LogLevel.DEBUG);
                                if (event.containsKey("fail")) {
                                    throw new IllegalStateException("too few", new IllegalArgumentException("none"));
                                }
                                return context.getXrayTraceId();
                            }
                        }
                        """)
                .source("""
                        public class Broken {
                            static { if (true) throw new IllegalStateException("no table", new RuntimeException("why")); }
                            public String run() { return ""; }
                        }
                        """)
                .function("levels", "Levels::run")
                .function("broken", "Broken::run")
                .start(time);

        String trace = FunctionProject.answer(functions, "levels", "{}");
        FunctionProject.answer(functions, "levels", "{\"fail\":\"\"}");
        String error = FunctionProject.answer(functions, "broken", "{}");

        assertThat(trace).matches("\"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0\"");
        assertThat(project.lines())
                .contains(
                        "levelsFunction | plain",
                        "levelsFunction | [DEBUG] fine",
                        "levelsFunction | too few: java.lang.IllegalStateException",
                        "levelsFunction | java.lang.IllegalStateException: too few",
                        "levelsFunction | Caused by: java.lang.IllegalArgumentException: none",
                        "brokenFunction | Error loading class Broken: java.lang.ExceptionInInitializerError",
                        "brokenFunction | Caused by: java.lang.RuntimeException: why");
        assertThat(error)
                .isEqualTo("{\"errorMessage\":\"Error loading class Broken\","
                        + "\"errorType\":\"java.lang.ExceptionInInitializerError\"}");
    }

    @Test
    void theTaskRootIsTheFolderOfTheClasses() throws Exception {
        Functions functions = project.source("""
                        public class Root {
                            public List<String> run() {
                                return List.of(System.getenv("LAMBDA_TASK_ROOT"), System.getProperty("user.dir"));
                            }
                        }
                        """).function("root", "Root::run").start(time);

        String root = project.classes().toAbsolutePath().toString();
        assertThat(texts(FunctionProject.answer(functions, "root", "{}"))).containsExactly(root, root);
    }
}
