// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// EventBridge on virtual time, with queues and topics, and with functions and state machines that record
/// their calls.
final class TestBridge {
    static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:listener";
    static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";
    static final String ROLE = "arn:aws:iam::123456789012:role/events";

    final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    final Noting functions = new Noting("lambda");
    final Noting machines = new Noting("states");
    final Queues queues;
    final Topics topics;
    final EventBridge bridge;

    TestBridge() {
        Supplier<String> uuids = () -> UUID.randomUUID().toString();
        queues = new Queues(ACCOUNT, time, () -> URI.create("http://127.0.0.1:4566"), uuids);
        topics = new Topics(ACCOUNT, List.of(queues, functions), time, uuids);
        bridge = new EventBridge(ACCOUNT, new ServiceTargets(this::service, uuids), time, uuids);
    }

    private Optional<AwsService> service(String name) {
        return Stream.<AwsService>of(queues, topics, functions, machines)
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    /// Calls an operation; members are written with `'` in place of `"`.
    JsonNode call(String operation, String members) {
        return bridge.perform(operation, Json.parse(members.replace('\'', '"')));
    }

    JsonNode call(String operation, JsonNode input) {
        return bridge.perform(operation, input);
    }

    /// Adds an enabled rule for the source `shop` with one target.
    void rule(String name, String target) {
        call("PutRule", "{'Name':'" + name + "','EventPattern':'{\\'source\\':[\\'shop\\']}'}".replace("\\'", "\\\""));
        call("PutTargets", "{'Rule':'" + name + "','Targets':[" + target + "]}");
    }

    /// Puts an event of the source `shop` and waits until nothing is left to do.
    String put(String detail) throws InterruptedException {
        JsonNode input = Json.mapper().createObjectNode();
        ((com.fasterxml.jackson.databind.node.ObjectNode) input)
                .putArray("Entries")
                .addObject()
                .put("Source", "shop")
                .put("DetailType", "Order")
                .put("Detail", detail);
        JsonNode output = call("PutEvents", input);
        time.awaitIdle();
        return output.path("Entries").path(0).path("EventId").asText();
    }

    String queue(String name) {
        queues.create(
                name,
                name.endsWith(".fifo") ? Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true") : Map.of());
        return ACCOUNT.arn("sqs", name);
    }

    List<JsonNode> messages(String queue) throws Exception {
        JsonNode input = Json.mapper()
                .createObjectNode()
                .put("QueueUrl", "/" + queue)
                .put("MaxNumberOfMessages", 10)
                .set("MessageAttributeNames", Json.parse("[\"All\"]"));
        ((com.fasterxml.jackson.databind.node.ObjectNode) input).set("AttributeNames", Json.parse("[\"All\"]"));
        return queues.call(new AwsCall("ReceiveMessage", input, "test"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .path("Messages")
                .valueStream()
                .toList();
    }

    /// A service that records its calls, and refuses them when told to.
    static final class Noting implements AwsService {
        final List<JsonNode> inputs = new CopyOnWriteArrayList<>();
        final Queue<AwsException> refusals = new ArrayDeque<>();
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> operations() {
            return Set.of();
        }

        @Override
        public CompletionStage<JsonNode> call(AwsCall call) {
            inputs.add(call.input());
            AwsException refusal = refusals.poll();
            return refusal == null
                    ? CompletableFuture.completedFuture(JsonNodeFactory.instance.objectNode())
                    : CompletableFuture.failedFuture(refusal);
        }

        JsonNode payload(int call) {
            byte[] bytes =
                    Base64.getDecoder().decode(inputs.get(call).path("Payload").asText());
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
