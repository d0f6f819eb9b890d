// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.VirtualTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Step Functions in virtual time, with [NamedFunctions] behind it. Inputs are written with single quotes.
final class TestService {
    static final String PREFIX = "arn:aws:states:us-east-1:123456789012:";
    static final String ROLE = "arn:aws:iam::123456789012:role/any";

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final VirtualTime time = new VirtualTime();
    private final StepFunctions states;

    TestService() {
        this(Retention.DEFAULT);
    }

    TestService(Retention retention) {
        this(retention, Store.NONE);
    }

    TestService(Retention retention, Store store) {
        ExecutionIds ids = ExecutionIds.seeded(7);
        NamedFunctions functions = new NamedFunctions();
        StepFunctionsDependencies runtime = new StepFunctionsDependencies(
                new Account("aws", "us-east-1", "123456789012"),
                new Interpreter(time, functions, ids),
                functions,
                time,
                ids,
                Optional.empty(),
                store,
                new ParsedDefinitions());
        states = new StepFunctions(runtime, retention);
    }

    VirtualTime time() {
        return time;
    }

    StepFunctions states() {
        return states;
    }

    static JsonNode json(String text) {
        try {
            return LENIENT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    JsonNode call(String operation, String members) {
        return call(operation, json(members));
    }

    /// Throws the [AwsException] of a refused call.
    JsonNode call(String operation, JsonNode members) {
        try {
            return begin(operation, members).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof AwsException refused ? refused : e;
        }
    }

    CompletableFuture<JsonNode> begin(String operation, JsonNode members) {
        return states.call(new AwsCall(operation, members, "request"))
                .thenApply(TestService::asRead)
                .toCompletableFuture();
    }

    /// Returns an answer as a client reads it.
    private static JsonNode asRead(JsonNode answer) {
        return json(Json.write(answer));
    }

    /// Makes a Standard machine whose only state passes its input on; returns its ARN.
    String machine(String name) {
        return machine(name, "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true}}}");
    }

    String machine(String name, String definition) {
        return create(name, "STANDARD", definition);
    }

    String express(String name, String definition) {
        return create(name, "EXPRESS", definition);
    }

    private String create(String name, String type, String definition) {
        JsonNode members = LENIENT.createObjectNode()
                .put("name", name)
                .put("type", type)
                .put("roleArn", ROLE)
                .put("definition", json(definition).toString());
        return call("CreateStateMachine", members).path("stateMachineArn").asText();
    }

    /// Starts an execution; returns its ARN.
    String start(String machineArn, String name, String input) {
        JsonNode members = LENIENT.createObjectNode()
                .put("stateMachineArn", machineArn)
                .put("name", name)
                .put("input", json(input).toString());
        return call("StartExecution", members).path("executionArn").asText();
    }

    /// Returns the answer of DescribeExecution once the execution has ended.
    JsonNode end(String executionArn) {
        return asRead(states.endOf(executionArn).toCompletableFuture().join());
    }
}
