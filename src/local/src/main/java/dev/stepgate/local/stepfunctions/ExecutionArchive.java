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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The Standard executions on disk: the start, the arrivals and the end of each. One that ends before its start is
/// written, such as one of Pass states, is a single record. Thread-safe.
final class ExecutionArchive {
    private static final int HEX = 16;
    private static final int DIGITS = 12;

    private final StepFunctionsDependencies runtime;
    private final Records begun;
    private final Records arrivals;
    private final Records ended;
    private final Records redriveTokens;
    private final RevisionArchive revisions;
    private final AtomicLong last = new AtomicLong();

    /// The starts that are not in a record yet, by the key of the execution.
    private final Map<String, Beginning> beginnings = new ConcurrentHashMap<>();

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

    private record Beginning(Begun execution, String revision, long seed, long millis) {

        /// What the record of the end does not say.
        ObjectNode rest() {
            ObjectNode json = ResponseShapes.object();
            json.put("input", execution.origin().input());
            execution.origin().traceHeader().ifPresent(header -> json.put("trace", header));
            execution.testCase().ifPresent(name -> json.put("case", name));
            return json.put("seed", seed).put("at", millis);
        }

        ObjectNode toJson() {
            StartRequest.Identity identity = execution.request().identity();
            ObjectNode json = ResponseShapes.object().put("arn", identity.executionArn());
            json.put("name", identity.executionName()).put("revision", revision);
            identity.version().ifPresent(arn -> json.put("version", arn));
            identity.alias().ifPresent(arn -> json.put("alias", arn));
            return json.setAll(rest());
        }
    }

    /// Returns the key for a new execution, which comes after all others.
    String newOrder() {
        return HexFormat.of().toHexDigits(last.incrementAndGet(), DIGITS);
    }

    /// Notes the start of an execution, from which it can be repeated. [#started] keeps it, in the same unit.
    Interpreter.Kept begin(String order, Begun execution) {
        String arn = execution.request().identity().executionArn();
        long seed = runtime.ids().random(arn).nextLong();
        long millis = runtime.time().millis();
        String revision = revisions.use(execution.target());
        if (keeps()) {
            beginnings.put(order, new Beginning(execution, revision, seed, millis));
        }
        return new Interpreter.Kept(journal(order), seed, millis);
    }

    /// Keeps the start of an execution that has not ended meanwhile, nor does before it is written.
    void started(String order) {
        Optional.ofNullable(beginnings.get(order))
                .ifPresent(start -> begun.add(order, () -> {
                    beginnings.remove(order);
                    return start.toJson();
                }));
    }

    <T> T together(Supplier<T> work) {
        return runtime.store().together(work);
    }

    private StoredJournal journal(String order) {
        return new StoredJournal(runtime.store(), arrivals, order + "/", "");
    }

    /// Keeps the end of an execution. Returns its data.
    EndedExecution ended(ExecutionEntry entry) {
        EndedExecution known = described(entry);
        Optional<Beginning> start = Optional.ofNullable(beginnings.remove(entry.order()));
        Supplier<ObjectNode> end = () -> {
            ObjectNode json = known.toJson();
            start.ifPresent(unwritten -> json.set("begun", unwritten.rest()));
            return json;
        };
        if (start.isPresent()) {
            begun.remove(entry.order());
            ended.add(entry.order(), end);
        } else {
            ended.put(entry.order(), end);
        }
        return known;
    }

    /// Returns the record of the start, or as much of it from that of the end.
    private Optional<JsonNode> beginning(String order) {
        return begun.get(order)
                .or(() -> ended.get(order).filter(end -> end.has("begun")).map(ExecutionArchive::beginningIn));
    }

    private static ObjectNode beginningIn(JsonNode end) {
        ObjectNode json = ((ObjectNode) end.get("begun")).deepCopy();
        for (String name : List.of("arn", "name", "revision", "version", "alias")) {
            Optional.ofNullable(end.get(name)).ifPresent(value -> json.set(name, value));
        }
        return json;
    }

    /// How many executions run each revision, those of the process before included.
    void count(List<EndedExecution> over, List<ExecutionEntry> unfinished) {
        over.forEach(each -> revisions.uses(each.revision()));
        unfinished.forEach(each -> revisions.uses(revision(each)));
        revisions.counted();
    }

    /// The data of an execution whose history is on disk alone.
    private EndedExecution described(ExecutionEntry entry) {
        return EndedExecution.of(entry, revision(entry));
    }

    /// The digest of what it runs.
    String revision(ExecutionEntry entry) {
        return keeps() ? revisions.digest(entry.target().revision()) : "";
    }

    /// Notes that an ended execution is about to continue.
    void redriven(String order) {
        boolean unused = together(() -> {
            beginning(order).ifPresent(start -> begun.put(order, () -> start));
            ended.remove(order);
            return true;
        });
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
                (order, json) -> beginning(order).ifPresent(execution -> {
                    Map<String, Instant> tokens = new LinkedHashMap<>();
                    json.properties()
                            .forEach(token -> tokens.put(
                                    token.getKey(),
                                    Instant.ofEpochMilli(token.getValue().longValue())));
                    action.accept(execution.path("arn").asText(), tokens);
                }));
    }

    /// @param revision the digest of what it ran
    /// @param hasTokens true when redrive tokens are kept
    void forget(String order, String revision, boolean hasTokens) {
        boolean unused = together(() -> {
            begun.remove(order);
            ended.remove(order);
            if (hasTokens) {
                redriveTokens.remove(order);
            }
            arrivals.removeAll(order + "/");
            revisions.release(revision);
            return true;
        });
    }

    /// Reports all executions in the order of their starts: ended ones as a whole, all others by their key.
    void read(BiConsumer<String, Optional<EndedExecution>> action) {
        NavigableMap<String, Optional<EndedExecution>> known = new TreeMap<>();
        begun.forEachBytes("", (order, _) -> known.put(order, Optional.empty()));
        ended.forEach("", (order, json) -> known.put(order, Optional.of(EndedExecution.of(order, json))));
        if (!known.isEmpty()) {
            last.set(Long.parseLong(known.lastKey(), HEX));
        }
        known.forEach(action);
    }

    /// Repeats an execution of an earlier process; it does not continue yet.
    ExecutionEntry repeat(String order, StateMachineEntries machines) {
        JsonNode json = beginning(order)
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
