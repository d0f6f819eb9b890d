// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The pipes of a template, in front of Lambda: the pollers of event sources feed a pipe as they feed a function, with
/// `Invoke`, the pipe's ARN in place of the function's, and records in the same form ([EventBridge
/// Pipes](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html)). All other calls go to Lambda. May
/// be used by any thread.
public final class Pipes implements AwsService {
    private final AwsService functions;
    private final Targets targets;
    private final Time time;
    private final Map<String, Pipe> byArn = new ConcurrentHashMap<>();

    /// @param functions the service `lambda`
    /// @param targets the services that enrichments and targets are calls of
    public Pipes(AwsService functions, Targets targets, Time time) {
        this.functions = functions;
        this.targets = targets;
        this.time = time;
    }

    /// @param input as CreatePipe takes it
    /// @throws AwsException ValidationException
    public void create(String arn, JsonNode input) {
        byArn.put(arn, Pipe.of(arn, input));
    }

    public void delete(String arn) {
        byArn.remove(arn);
    }

    @Override
    public String name() {
        return functions.name();
    }

    @Override
    public Set<String> operations() {
        return functions.operations();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        Pipe pipe = byArn.get(call.input().path("FunctionName").asText());
        return pipe == null
                ? functions.call(call)
                : new PipeRun(pipe, targets, time.now()).take(records(call)).thenApply(Pipes::answer);
    }

    private static List<JsonNode> records(AwsCall call) {
        byte[] payload = Base64.getDecoder().decode(call.input().path("Payload").asText());
        return Json.parse(payload).path("Records").valueStream().toList();
    }

    private static JsonNode answer(JsonNode result) {
        String payload = Base64.getEncoder().encodeToString(Json.bytes(result));
        return JsonNodeFactory.instance.objectNode().put("StatusCode", 200).put("Payload", payload);
    }
}
