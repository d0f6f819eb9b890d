// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.StartRequest;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// The Standard executions on disk: the start, the arrivals and the end of each. Thread-safe.
final class ExecutionArchive {
    private static final int HEX = 16;

    private final StepFunctionsDependencies runtime;
    private final Records begun;
    private final Records arrivals;
    private final Records ended;
    private final Records redriveTokens;
    private final RevisionArchive revisions;
    private final AtomicLong last = new AtomicLong();

    ExecutionArchive(StepFunctionsDependencies runtime, RevisionArchive revisions) {
        this.runtime = runtime;
        Store store = runtime.store();
        this.begun = store.records("executions");
        this.arrivals = store.records("arrivals");
        this.ended = store.records("ended-executions");
        this.redriveTokens = store.records("redrive-tokens");
        this.revisions = revisions;
    }

    boolean keeps() {
        return runtime.store().keeps();
    }

    long millis() {
        return runtime.time().millis();
    }

    /// How an execution began.
    ///
    /// @param testCase that of a mock configuration
    record Begun(
            StateMachineEntries.Target target,
            StartRequest request,
            ExecutionEntry.Origin origin,
            Optional<String> testCase) {}

    /// Returns the key for a new execution, which comes after all others.
    String newOrder() {
        return "%012x".formatted(last.incrementAndGet());
    }

    /// Keeps the start of an execution, from which it can be repeated.
    Interpreter.Kept begin(String order, Begun execution) {
        String arn = execution.request().identity().executionArn();
        long seed = runtime.ids().random(arn).nextLong();
        long millis = runtime.time().millis();
        String revision = revisions.use(execution.target());
        begun.put(order, () -> {
            ObjectNode json = write(execution).put("revision", revision);
            return json.put("seed", seed).put("at", millis);
        });
        return new Interpreter.Kept(journal(order), seed, millis);
    }

    private StoredJournal journal(String order) {
        return new StoredJournal(runtime.store(), arrivals, order + "/", "");
    }

    private static ObjectNode write(Begun execution) {
        StartRequest.Identity identity = execution.request().identity();
        ObjectNode json = ResponseShapes.object().put("arn", identity.executionArn());
        json.put("name", identity.executionName());
        identity.version().ifPresent(arn -> json.put("version", arn));
        identity.alias().ifPresent(arn -> json.put("alias", arn));
        json.put("input", execution.origin().input());
        execution.origin().traceHeader().ifPresent(header -> json.put("trace", header));
        execution.testCase().ifPresent(name -> json.put("case", name));
        return json;
    }

    void ended(ExecutionEntry entry) {
        ended.put(entry.order(), () -> described(entry).toJson());
    }

    /// How many executions run each revision, those of the process before included.
    void count(List<EndedExecution> over, List<ExecutionEntry> unfinished) {
        over.forEach(each -> revisions.uses(each.revision()));
        unfinished.forEach(each -> revisions.uses(revision(each)));
        revisions.counted();
    }

    /// The data of an execution whose history is on disk alone.
    EndedExecution described(ExecutionEntry entry) {
        return EndedExecution.of(entry, revision(entry));
    }

    /// The digest of what it runs.
    String revision(ExecutionEntry entry) {
        return keeps() ? revisions.digest(entry.target().revision()) : "";
    }

    /// Notes that an ended execution is about to continue.
    void redriven(String order) {
        ended.remove(order);
    }

    void keepTokens(String order, Map<String, Instant> tokens) {
        redriveTokens.put(order, () -> {
            ObjectNode json = ResponseShapes.object();
            tokens.forEach((token, used) -> json.put(token, used.toEpochMilli()));
            return json;
        });
    }

    /// Returns the redrive tokens that are kept, by execution.
    void forEachTokens(BiConsumer<String, Map<String, Instant>> action) {
        redriveTokens.forEach(
                "",
                (order, json) -> begun.get(order).ifPresent(execution -> {
                    Map<String, Instant> tokens = new LinkedHashMap<>();
                    json.properties()
                            .forEach(token -> tokens.put(
                                    token.getKey(),
                                    Instant.ofEpochMilli(token.getValue().longValue())));
                    action.accept(execution.path("arn").asText(), tokens);
                }));
    }

    /// @param revision the digest of what it ran
    void forget(String order, String revision) {
        begun.remove(order);
        ended.remove(order);
        redriveTokens.remove(order);
        arrivals.removeAll(order + "/");
        revisions.release(revision);
    }

    /// Reports all executions in the order of their starts: ended ones as a whole, all others by their key.
    void read(BiConsumer<String, Optional<EndedExecution>> action) {
        Map<String, EndedExecution> known = new LinkedHashMap<>();
        ended.forEach("", (order, json) -> known.put(order, EndedExecution.of(order, json)));
        begun.forEachBytes("", (order, _) -> {
            last.set(Long.parseLong(order, HEX));
            action.accept(order, Optional.ofNullable(known.remove(order)));
        });
    }

    /// Repeats an execution of an earlier process; it does not continue yet.
    ExecutionEntry repeat(String order, StateMachineEntries machines) {
        JsonNode json = begun.get(order)
                .orElseThrow(() -> new IllegalStateException("the store has lost the execution " + order));
        StateMachineEntries.Target target = revisions.target(json, machines);
        ExecutionEntry.Origin origin =
                new ExecutionEntry.Origin(json.path("input").asText(), Members.text(json, "trace"), Optional.empty());
        Optional<String> testCase = Members.text(json, "case");
        StartTarget tested = new StartTarget(target.machine().arn(), testCase, runtime.testCases());
        return new ExecutionEntry(
                runtime.interpreter()
                        .repeat(
                                request(json, target, origin),
                                tested.mocks(target),
                                new Interpreter.Kept(
                                        journal(order),
                                        json.path("seed").longValue(),
                                        json.path("at").longValue())),
                target,
                origin,
                order);
    }

    private static StartRequest request(
            JsonNode json, StateMachineEntries.Target target, ExecutionEntry.Origin origin) {
        return StartOperations.request(
                target, json.path("arn").asText(), json.path("name").asText(), origin.input());
    }
}
