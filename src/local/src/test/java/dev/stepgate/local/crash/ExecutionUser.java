// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// Starts executions of machines that use every kind of state, and does the work that they wait for. Remembers
/// what was acknowledged, and looks for it in the end.
final class ExecutionUser {
    private static final List<String> MACHINES =
            List.of("flow", "send", "token", "worker", "parent", "batch", "function");
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> mailed = new ConcurrentSkipListSet<>();

    int acknowledgements() {
        return acknowledged.size() + mailed.size();
    }

    int started() {
        return acknowledged.size();
    }

    /// Starts an execution, and sends a message.
    ///
    /// @param suffix of the execution's name
    void use(RuntimeClient runtime, SplittableRandom random, String suffix) {
        String machine = MACHINES.get(random.nextInt(MACHINES.size()));
        String name = machine + suffix;
        ObjectNode start = object().put("stateMachineArn", ARN + "stateMachine:" + machine)
                .put("name", name)
                .put("input", Json.write(input(name)));
        runtime.call("AWSStepFunctions.StartExecution", start).ifPresent(_ -> acknowledged.put(name, machine));
        ObjectNode mail = object().put("QueueUrl", "http://x/123456789012/mail").put("MessageBody", name);
        runtime.call("AmazonSQS.SendMessage", mail).ifPresent(_ -> mailed.add(name));
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
    static void answerTokens(RuntimeProcess process) {
        RuntimeClient runtime = process.client();
        while (process.isAlive()) {
            ObjectNode receive = object().put("QueueUrl", "http://x/123456789012/tokens")
                    .put("MaxNumberOfMessages", 10)
                    .put("WaitTimeSeconds", 1);
            Optional<JsonNode> received = runtime.call("AmazonSQS.ReceiveMessage", receive);
            received.ifPresent(answer -> answer.path("Messages").forEach(message -> answer(runtime, message)));
        }
    }

    private static void answer(RuntimeClient runtime, JsonNode message) {
        JsonNode body = Json.parse(message.path("Body").asText());
        ObjectNode success = object().put("taskToken", body.path("token").asText())
                .put("output", Json.write(object().put("answer", body.path("n").intValue())));
        if (runtime.call("AWSStepFunctions.SendTaskSuccess", success).isEmpty()) {
            return; // and the message comes again
        }
        ObjectNode delete = object().put("QueueUrl", "http://x/123456789012/tokens")
                .put("ReceiptHandle", message.path("ReceiptHandle").asText());
        runtime.call("AmazonSQS.DeleteMessage", delete);
    }

    static void work(RuntimeProcess process) {
        RuntimeClient runtime = process.client();
        while (process.isAlive()) {
            ObjectNode poll = object().put("activityArn", ARN + "activity:work").put("workerName", "w");
            Optional<JsonNode> task = runtime.call("AWSStepFunctions.GetActivityTask", poll);
            task.filter(found -> found.hasNonNull("taskToken"))
                    .ifPresent(found -> runtime.call(
                            "AWSStepFunctions.SendTaskSuccess",
                            object().put("taskToken", found.path("taskToken").asText())
                                    .put("output", found.path("input").asText())));
        }
    }

    boolean isOver(RuntimeClient runtime) {
        return MACHINES.stream().allMatch(machine -> running(runtime, machine) == 0);
    }

    private static int running(RuntimeClient runtime, String machine) {
        ObjectNode list =
                object().put("stateMachineArn", ARN + "stateMachine:" + machine).put("statusFilter", "RUNNING");
        return runtime.call("AWSStepFunctions.ListExecutions", list)
                .orElseThrow()
                .path("executions")
                .size();
    }

    void verify(RuntimeClient runtime) {
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
        senders.forEach(name -> assertThat(count(runtime, name)).as(name).isEqualTo("1"));
    }

    private Optional<String> problem(RuntimeClient runtime, String machine, String name) {
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

    private static Set<String> existing(RuntimeClient runtime, String machine) {
        Set<String> names = new TreeSet<>();
        ObjectNode list =
                object().put("stateMachineArn", ARN + "stateMachine:" + machine).put("maxResults", 1000);
        while (true) {
            JsonNode page =
                    runtime.call("AWSStepFunctions.ListExecutions", list).orElseThrow();
            page.path("executions").forEach(each -> names.add(each.path("name").asText()));
            if (!page.has("nextToken")) {
                return names;
            }
            list.set("nextToken", page.get("nextToken"));
        }
    }

    private static Map<String, Integer> once(Set<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.put(name, 1));
        return counts;
    }

    /// The messages of a queue with how often each is there.
    static Map<String, Integer> messages(RuntimeClient runtime, String queue) {
        Map<String, Integer> counts = new HashMap<>();
        ObjectNode receive =
                object().put("QueueUrl", "http://x/123456789012/" + queue).put("MaxNumberOfMessages", 10);
        for (JsonNode found = received(runtime, receive); !found.isEmpty(); found = received(runtime, receive)) {
            found.forEach(message -> counts.merge(message.path("Body").asText(), 1, Integer::sum));
        }
        return counts;
    }

    private static JsonNode received(RuntimeClient runtime, ObjectNode receive) {
        return runtime.call("AmazonSQS.ReceiveMessage", receive).orElseThrow().path("Messages");
    }

    private static String count(RuntimeClient runtime, String name) {
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
