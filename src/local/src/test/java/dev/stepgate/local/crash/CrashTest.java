// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts executions of machines that use every kind of state, kills the runtime at random moments, in its start
/// too, and lets it go on. Whatever was acknowledged comes to the end that a run without kills gives, once.
///
/// `-Dstepgate.kills=1000` for more than 25; `-Dstepgate.seed=` repeats the moments of another run.
class CrashTest {
    private static final int KILLS = Integer.getInteger("stepgate.kills", 25);
    private static final long SEED = Long.getLong("stepgate.seed", System.nanoTime());
    private static final List<String> MACHINES =
            List.of("flow", "send", "token", "worker", "parent", "batch", "function");
    private static final long BUSY_NANOS = 50_000_000;

    /// Long enough for the store to compact.
    private static final long QUIET_NANOS = 2_500_000_000L;

    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private final Set<String> mailed = new ConcurrentSkipListSet<>();
    private final ServiceUser services = new ServiceUser();
    private int names;
    private volatile boolean isBusy = true;
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();

    @Test
    void acknowledgedExecutionsEndOnceAsWithoutACrash() throws Exception {
        System.out.println("CrashTest: " + KILLS + " kills, seed " + SEED);
        for (int i = 0; i < KILLS; i++) {
            try (RuntimeProcess runtime = start()) {
                use(runtime, random.nextInt(5) == 0 ? 0 : random.nextInt(1, 40));
            }
        }
        try (RuntimeProcess runtime = start()) {
            runtime.ready().get(2, TimeUnit.MINUTES);
            finish(runtime);
            verify(runtime);
        }
    }

    private RuntimeProcess start() throws IOException {
        return new RuntimeProcess(
                Path.of("src/test/resources/dev/stepgate/local/crash/template.yaml")
                        .toAbsolutePath(),
                folder.resolve("data"));
    }

    /// Works until so many more requests have been acknowledged and a moment longer, and is killed then; without
    /// any it is killed while it starts.
    private void use(RuntimeProcess runtime, int more) throws Exception {
        if (more == 0) {
            runtime.ready()
                    .completeOnTimeout(null, random.nextInt(50, 1_500), TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> null)
                    .join();
            return;
        }
        runtime.ready().get(2, TimeUnit.MINUTES);
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SplittableRandom own = random.split();
            users.add(user(() -> startExecutions(runtime, own)));
            SplittableRandom other = random.split();
            users.add(user(() -> useServices(runtime, other)));
        }
        users.add(user(() -> answerTokens(runtime)));
        users.add(user(() -> work(runtime)));
        int enough = acknowledgements() + more;
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledgements() >= enough);
        isBusy = random.nextInt(6) > 0;
        LockSupport.parkNanos(random.nextLong(isBusy ? BUSY_NANOS : QUIET_NANOS)); // a moment of the seed
        runtime.kill();
        isBusy = true;
        for (Thread user : users) {
            user.join();
        }
        assertThat(surprises).as("seed %s", SEED).isEmpty();
    }

    private Thread user(Runnable work) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((_, surprise) -> surprises.add(surprise))
                .start(work);
    }

    private int acknowledgements() {
        return acknowledged.size() + mailed.size() + services.acknowledgements();
    }

    private void startExecutions(RuntimeProcess runtime, SplittableRandom own) {
        while (runtime.isAlive() && isBusy) {
            String machine = MACHINES.get(own.nextInt(MACHINES.size()));
            String name = machine + "-" + nextName();
            asked.add(name);
            ObjectNode start = object().put("stateMachineArn", ARN + "stateMachine:" + machine)
                    .put("name", name)
                    .put("input", Json.write(input(name)));
            runtime.call("AWSStepFunctions.StartExecution", start).ifPresent(_ -> acknowledged.put(name, machine));
            ObjectNode mail =
                    object().put("QueueUrl", "http://x/123456789012/mail").put("MessageBody", name);
            runtime.call("AmazonSQS.SendMessage", mail).ifPresent(_ -> mailed.add(name));
        }
    }

    private void useServices(RuntimeProcess runtime, SplittableRandom own) {
        while (runtime.isAlive() && isBusy) {
            services.use(runtime, own, "service-" + nextName());
        }
    }

    private synchronized int nextName() {
        return names++;
    }

    private static ObjectNode input(String name) {
        ObjectNode input = object().put("n", name.hashCode() & 0xffff);
        input.putArray("items").add(1).add("two").addNull();
        return input;
    }

    private static JsonNode expected(String machine, String name) {
        ObjectNode input = input(name);
        return switch (machine) {
            case "flow", "parent" -> {
                ObjectNode output = input.deepCopy();
                output.putArray("both").add("left").add(input.get("items"));
                yield output;
            }
            case "token" -> object().put("answer", input.get("n").intValue());
            case "batch" -> input.get("items");
            default -> input;
        };
    }

    /// Everybody who finds a token in the queue answers it; a message may come twice.
    private static void answerTokens(RuntimeProcess runtime) {
        while (runtime.isAlive()) {
            ObjectNode receive = object().put("QueueUrl", "http://x/123456789012/tokens")
                    .put("MaxNumberOfMessages", 10)
                    .put("WaitTimeSeconds", 1);
            Optional<JsonNode> received = runtime.call("AmazonSQS.ReceiveMessage", receive);
            received.ifPresent(answer -> answer.path("Messages").forEach(message -> answer(runtime, message)));
        }
    }

    private static void answer(RuntimeProcess runtime, JsonNode message) {
        JsonNode body = Json.parse(message.path("Body").asText());
        ObjectNode success = object().put("taskToken", body.path("token").asText())
                .put("output", Json.write(object().put("answer", body.path("n").intValue())));
        runtime.call("AWSStepFunctions.SendTaskSuccess", success);
        ObjectNode delete = object().put("QueueUrl", "http://x/123456789012/tokens")
                .put("ReceiptHandle", message.path("ReceiptHandle").asText());
        runtime.call("AmazonSQS.DeleteMessage", delete);
    }

    private static void work(RuntimeProcess runtime) {
        while (runtime.isAlive()) {
            ObjectNode poll = object().put("activityArn", ARN + "activity:work").put("workerName", "w");
            Optional<JsonNode> task = runtime.call("AWSStepFunctions.GetActivityTask", poll);
            task.filter(found -> found.hasNonNull("taskToken"))
                    .ifPresent(found -> runtime.call(
                            "AWSStepFunctions.SendTaskSuccess",
                            object().put("taskToken", found.path("taskToken").asText())
                                    .put("output", found.path("input").asText())));
        }
    }

    /// Lets everything come to its end.
    private void finish(RuntimeProcess runtime) throws Exception {
        Thread tokens = Thread.ofVirtual().start(() -> answerTokens(runtime));
        Thread worker = Thread.ofVirtual().start(() -> work(runtime));
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> MACHINES.stream().allMatch(machine -> running(runtime, machine) == 0)
                        && services.isOver(runtime));
        assertThat(tokens.isAlive() && worker.isAlive()).isTrue();
    }

    private static int running(RuntimeProcess runtime, String machine) {
        ObjectNode list =
                object().put("stateMachineArn", ARN + "stateMachine:" + machine).put("statusFilter", "RUNNING");
        return runtime.call("AWSStepFunctions.ListExecutions", list)
                .orElseThrow()
                .path("executions")
                .size();
    }

    private void verify(RuntimeProcess runtime) {
        Map<String, String> wrong = new TreeMap<>();
        acknowledged.forEach((name, machine) -> problem(runtime, machine, name).ifPresent(why -> wrong.put(name, why)));
        assertThat(wrong).as("of %s executions", acknowledged.size()).isEmpty();
        assertThat(acknowledged).as("acknowledged executions").isNotEmpty();
        Set<String> senders = existing(runtime, "send");
        assertThat(messages(runtime, "sent"))
                .as("sent by executions, once each")
                .isEqualTo(once(senders));
        Map<String, Integer> mail = messages(runtime, "mail");
        assertThat(mail.keySet()).containsAll(mailed);
        assertThat(mail.values()).as("nothing is there twice").allMatch(count -> count == 1);
        services.verify(runtime, messages(runtime, "news"), messages(runtime, "events"));
        senders.forEach(name -> assertThat(count(runtime, name)).as(name).isEqualTo("1"));
    }

    private Optional<String> problem(RuntimeProcess runtime, String machine, String name) {
        ObjectNode execution = object().put("executionArn", ARN + "execution:" + machine + ":" + name);
        JsonNode described =
                runtime.call("AWSStepFunctions.DescribeExecution", execution).orElseThrow();
        if (!described.path("status").asText().equals("SUCCEEDED")) {
            return Optional.of(described.toString());
        }
        JsonNode output = Json.parse(described.path("output").asText());
        if (!output.equals(expected(machine, name))) {
            return Optional.of("output " + output);
        }
        JsonNode events = runtime.call(
                        "AWSStepFunctions.GetExecutionHistory",
                        execution.deepCopy().put("maxResults", 1000))
                .orElseThrow()
                .path("events");
        int ends = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).path("id").intValue() != i + 1) {
                return Optional.of("not dense: " + events);
            }
            ends += events.get(i).path("type").asText().equals("ExecutionSucceeded") ? 1 : 0;
        }
        return ends == 1 && events.get(events.size() - 1).path("type").asText().equals("ExecutionSucceeded")
                ? Optional.empty()
                : Optional.of("ends " + ends + " times: " + events);
    }

    private static Set<String> existing(RuntimeProcess runtime, String machine) {
        Set<String> names = new TreeSet<>();
        ObjectNode list =
                object().put("stateMachineArn", ARN + "stateMachine:" + machine).put("maxResults", 1000);
        runtime.call("AWSStepFunctions.ListExecutions", list)
                .orElseThrow()
                .path("executions")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    private static Map<String, Integer> once(Set<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.put(name, 1));
        return counts;
    }

    private static Map<String, Integer> messages(RuntimeProcess runtime, String queue) {
        Map<String, Integer> counts = new HashMap<>();
        ObjectNode receive =
                object().put("QueueUrl", "http://x/123456789012/" + queue).put("MaxNumberOfMessages", 10);
        for (JsonNode found = received(runtime, receive); !found.isEmpty(); found = received(runtime, receive)) {
            found.forEach(message -> counts.merge(message.path("Body").asText(), 1, Integer::sum));
        }
        return counts;
    }

    private static JsonNode received(RuntimeProcess runtime, ObjectNode receive) {
        return runtime.call("AmazonSQS.ReceiveMessage", receive).orElseThrow().path("Messages");
    }

    private static String count(RuntimeProcess runtime, String name) {
        ObjectNode get = object().put("TableName", "counts");
        get.putObject("Key").putObject("id").put("S", name);
        return runtime.call("DynamoDB_20120810.GetItem", get)
                .orElseThrow()
                .at("/Item/done/N")
                .asText();
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
