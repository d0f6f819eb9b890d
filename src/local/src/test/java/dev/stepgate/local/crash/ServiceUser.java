// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Uses the services beside Step Functions: objects, topics, event buses, parameters, transactions, and state
/// machines that the API makes. Remembers what was acknowledged, and looks for it in the end.
final class ServiceUser {
    private static final int PADDING = 60_000;
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final List<String> OPERATIONS =
            List.of("object", "overwritten", "upload", "news", "event", "parameter", "transaction", "machine");

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final Map<String, Long> overwritten = new ConcurrentHashMap<>();
    private long last;

    int acknowledgements() {
        return acknowledged.size();
    }

    void use(RuntimeClient runtime, SplittableRandom random, String name) {
        String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        asked.put(name, operation);
        if (isDone(runtime, operation, name)) {
            acknowledged.put(name, operation);
        }
    }

    private boolean isDone(RuntimeClient runtime, String operation, String name) {
        return switch (operation) {
            case "object" -> runtime.object("PUT", "things/" + name, name).isPresent();
            case "overwritten" -> overwrite(runtime);
            case "upload" -> upload(runtime, name);
            case "news" ->
                runtime.query(
                                "Version=2010-03-31&Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Anews&Message="
                                        + name)
                        .isPresent();
            case "event" -> putEvent(runtime, name);
            case "parameter" ->
                runtime.call(
                                "AmazonSSM.PutParameter",
                                object().put("Name", name).put("Type", "String").put("Value", name))
                        .isPresent();
            case "transaction" ->
                runtime.call("DynamoDB_20120810.TransactWriteItems", both(name)).isPresent();
            default -> makeMachine(runtime, name);
        };
    }

    /// One object that is written again and again, so that there is something to compact.
    private synchronized boolean overwrite(RuntimeClient runtime) {
        last++;
        String body = "%020d".formatted(last) + "x".repeat(PADDING);
        boolean isDone = runtime.object("PUT", "things/overwritten", body).isPresent();
        if (isDone) {
            overwritten.put("overwritten", last);
        }
        return isDone;
    }

    private static boolean upload(RuntimeClient runtime, String name) {
        Optional<String> begun = runtime.object("POST", "things/" + name + "?uploads", "");
        if (begun.isEmpty()) {
            return false;
        }
        String id = begun.get().replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
        Optional<String> part = runtime.object("PUT", "things/" + name + "?partNumber=3&uploadId=" + id, name);
        Optional<String> parts = part.flatMap(_ -> runtime.object("GET", "things/" + name + "?uploadId=" + id, ""));
        if (parts.isEmpty()) {
            return false;
        }
        String tag = parts.get().replaceAll("(?s).*<ETag>(.*)</ETag>.*", "$1");
        String complete = "<CompleteMultipartUpload><Part><PartNumber>3</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";
        return runtime.object("POST", "things/" + name + "?uploadId=" + id, complete)
                .isPresent();
    }

    private static boolean putEvent(RuntimeClient runtime, String name) {
        ObjectNode input = object();
        input.putArray("Entries")
                .addObject()
                .put("Source", "crash")
                .put("DetailType", "test")
                .put("Detail", Json.write(object().put("name", name)));
        return runtime.call("AWSEvents.PutEvents", input).isPresent();
    }

    private static ObjectNode both(String name) {
        ObjectNode input = object();
        for (String half : List.of("left-", "right-")) {
            ObjectNode put = input.withArray("TransactItems").addObject().putObject("Put");
            put.put("TableName", "counts").putObject("Item").putObject("id").put("S", half + name);
        }
        return input;
    }

    private static boolean makeMachine(RuntimeClient runtime, String name) {
        ObjectNode create = object().put("name", name).put("roleArn", "arn:aws:iam::123456789012:role/r");
        create.put(
                "definition",
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":1,\"Next\":\"B\"},"
                        + "\"B\":{\"Type\":\"Pass\",\"Result\":\"" + name + "\",\"End\":true}}}");
        ObjectNode start =
                object().put("stateMachineArn", ARN + "stateMachine:" + name).put("name", "only");
        return runtime.call("AWSStepFunctions.CreateStateMachine", create).isPresent()
                && runtime.call("AWSStepFunctions.StartExecution", start).isPresent();
    }

    /// The executions that it has begun.
    boolean isOver(RuntimeClient runtime) {
        return acknowledged.entrySet().stream()
                .filter(each -> each.getValue().equals("machine"))
                .noneMatch(each -> execution(runtime, each.getKey())
                        .path("status")
                        .asText()
                        .equals("RUNNING"));
    }

    private static JsonNode execution(RuntimeClient runtime, String name) {
        return runtime.call(
                        "AWSStepFunctions.DescribeExecution",
                        object().put("executionArn", ARN + "execution:" + name + ":only"))
                .orElseThrow();
    }

    void verify(RuntimeClient runtime) {
        Map<String, Integer> news = ExecutionUser.messages(runtime, "news");
        Map<String, Integer> events = ExecutionUser.messages(runtime, "events");
        Map<String, String> wrong = new TreeMap<>();
        acknowledged.forEach((name, operation) -> {
            if (!isThere(runtime, operation, name, news, events)) {
                wrong.put(name, operation);
            }
        });
        assertThat(wrong).as("of %s acknowledged requests", acknowledged.size()).isEmpty();
        assertThat(news.values()).as("no message is there twice").allMatch(count -> count == 1);
        assertThat(events.values()).as("no event is there twice").allMatch(count -> count == 1);
        asked.forEach((name, operation) -> {
            if (operation.equals("transaction")) {
                assertThat(item(runtime, "left-" + name)).as(name).isEqualTo(item(runtime, "right-" + name));
            }
        });
        Long written = overwritten.get("overwritten");
        if (written != null) {
            String body = runtime.object("GET", "things/overwritten", "").orElseThrow();
            assertThat(Long.parseLong(body.substring(0, 20))).isBetween(written, last);
        }
    }

    private static boolean isThere(
            RuntimeClient runtime,
            String operation,
            String name,
            Map<String, Integer> news,
            Map<String, Integer> events) {
        return switch (operation) {
            case "object", "upload" ->
                runtime.object("GET", "things/" + name, "").orElse("").equals(name);
            case "overwritten" -> true;
            case "news" -> news.containsKey(name);
            case "event" -> events.containsKey('"' + name + '"');
            case "parameter" ->
                runtime.call("AmazonSSM.GetParameter", object().put("Name", name))
                        .orElseThrow()
                        .at("/Parameter/Value")
                        .asText()
                        .equals(name);
            case "transaction" -> item(runtime, "left-" + name);
            default -> execution(runtime, name).path("output").asText().equals('"' + name + '"');
        };
    }

    private static boolean item(RuntimeClient runtime, String id) {
        ObjectNode get = object().put("TableName", "counts");
        get.putObject("Key").putObject("id").put("S", id);
        return runtime.call("DynamoDB_20120810.GetItem", get).orElseThrow().has("Item");
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
