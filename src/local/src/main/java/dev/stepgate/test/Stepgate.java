// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.TestHooks;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.mock.MockConfiguration;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.time.VirtualTime;
import dev.stepgate.test.coverage.CoverageRecorder;
import dev.stepgate.test.coverage.MachineCoverage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// A template running in this JVM on virtual time, for tests.
///
/// The clock jumps to the next timer whenever nothing is in flight; [#time] stops it. The same seed and the
/// same calls give the same histories, to the last id and timestamp.
public final class Stepgate implements AutoCloseable {
    private final StepgateOptions options;
    private final CoverageRecorder coverage = new CoverageRecorder();
    private final LocalRuntime runtime;
    private volatile Current current;

    /// The parts of the runtime that a test sees, replaced by each reset.
    private record Current(VirtualTime time, ExecutionIds ids, ObservedEvents observed, Mocks mocks) {
        Current(VirtualTime time, ExecutionIds ids, Mocks mocks) {
            this(time, ids, ObservedEvents.nothing(), mocks);
        }

        static Current first(StepgateOptions options) {
            VirtualTime time = new VirtualTime();
            return new Current(time, ExecutionIds.seeded(options.seed()), Mocks.on(time));
        }

        RuntimeDependencies host(CoverageRecorder coverage) {
            TestHooks.Messaging messaging = new TestHooks.Messaging(observed.messages(), observed.messages());
            Observer observer = observed.executions().and(coverage);
            return new RuntimeDependencies(time, ids, observed.log(), mocks.hooks(time, observer, messaging));
        }
    }

    private Stepgate(StepgateOptions options) {
        this.options = options;
        this.current = Current.first(options);
        this.runtime = LocalRuntime.start(options.runtime(), current.host(coverage));
    }

    /// Reads the template, listens on free ports and serves.
    ///
    /// @throws dev.stepgate.local.template.TemplateException with every problem of the template
    public static Stepgate start(StepgateOptions options) {
        return new Stepgate(options);
    }

    /// Parses JSON that may be written conveniently for Java: strings and names may have single quotes.
    ///
    /// @throws IllegalArgumentException when it is not JSON
    public static JsonNode json(String text) {
        return RelaxedJson.parse(text);
    }

    /// Returns a state machine of the template.
    ///
    /// @param name its logical id, or its name
    /// @throws IllegalArgumentException naming those that exist
    public Machine machine(String name) {
        Predicate<Resource.StateMachine> named =
                machine -> machine.logicalId().equals(name) || machine.name().equals(name);
        List<Resource.StateMachine> machines = runtime().template().all(Resource.StateMachine.class);
        return machines.stream()
                .filter(named)
                .findFirst()
                .map(machine -> new Machine(this, machine))
                .orElseThrow(() -> new IllegalArgumentException("no state machine " + name + " among "
                        + machines.stream().map(Resource::logicalId).toList()));
    }

    /// Returns every state machine, in the order of the template.
    public List<Machine> machines() {
        return runtime().template().all(Resource.StateMachine.class).stream()
                .map(machine -> new Machine(this, machine))
                .toList();
    }

    /// Returns a queue of the template.
    ///
    /// @param name its logical id, or its name
    /// @throws IllegalArgumentException naming those that exist
    public MessageQueue queue(String name) {
        return new MessageQueue(
                this, called(Resource.Queue.class, name, queue -> queue.name().equals(name)));
    }

    /// Returns a topic of the template.
    ///
    /// @param name its logical id, or its name
    /// @throws IllegalArgumentException naming those that exist
    public MessageTopic topic(String name) {
        return new MessageTopic(
                this, called(Resource.Topic.class, name, topic -> topic.name().equals(name)));
    }

    /// Returns a function of the template, to inspect its calls and to mock it.
    ///
    /// @param logicalId of the function
    /// @throws IllegalArgumentException naming those that exist
    public FunctionMock function(String logicalId) {
        return new FunctionMock(
                current.mocks().functions(),
                named(Resource.Function.class, logicalId).logicalId());
    }

    /// Returns the token, to answer its task as a worker would.
    public TaskToken taskToken(String value) {
        return new TaskToken(value, this);
    }

    /// The clock.
    public TestTime time() {
        return new TestTime(() -> current.time());
    }

    /// Returns a client for the first REST API of the template, at its first stage.
    public RestClient rest() {
        return rest(first(Resource.RestApi.class));
    }

    /// Returns a client for a REST API, at its first stage.
    ///
    /// @param logicalId of the API
    public RestClient rest(String logicalId) {
        Resource.RestApi api = named(Resource.RestApi.class, logicalId);
        URI stage = URI.create(
                runtime().api(logicalId) + "/" + api.stages().getFirst().name());
        return new RestClient(stage, () -> current.time().describe());
    }

    /// Returns a client for the first HTTP API of the template, at its first stage.
    public RestClient http() {
        return http(first(Resource.HttpApi.class));
    }

    /// Returns a client for an HTTP API, at its first stage; `$default` adds nothing to a path.
    ///
    /// @param logicalId of the API: `ServerlessHttpApi` for the one that SAM makes of events
    public RestClient http(String logicalId) {
        String stage =
                named(Resource.HttpApi.class, logicalId).stages().getFirst().name();
        String url = runtime().api(logicalId);
        return new RestClient(
                URI.create(stage.equals("$default") ? url : url + "/" + stage),
                () -> current.time().describe());
    }

    /// Opens a connection to the first WebSocket API of the template, at its stage.
    public WebSocketClient webSocket() {
        return webSocket(first(Resource.WebSocketApi.class));
    }

    /// Opens a connection to a WebSocket API, at its stage.
    ///
    /// @param logicalId of the API
    public WebSocketClient webSocket(String logicalId) {
        return handshake(logicalId).open();
    }

    /// Returns a handshake with the first WebSocket API, to which headers, a query or subprotocols can be
    /// added.
    public WebSocketHandshake handshake() {
        return handshake(first(Resource.WebSocketApi.class));
    }

    /// Returns a handshake with a WebSocket API.
    ///
    /// @param logicalId of the API
    public WebSocketHandshake handshake(String logicalId) {
        Resource.WebSocketApi api = named(Resource.WebSocketApi.class, logicalId);
        return WebSocketHandshake.to(URI.create(
                runtime().api(logicalId) + "/" + api.stages().getFirst().name()));
    }

    /// The AWS endpoint, for SDK clients.
    public URI aws() {
        return URI.create(runtime().aws());
    }

    /// Calls an AWS operation and waits for its answer.
    ///
    /// @param service `states`, `sqs`, `sns`, `lambda`
    /// @throws dev.stepgate.local.aws.AwsException when it is refused
    public JsonNode call(String service, String operation, JsonNode input) {
        time().settleWhilePaused();
        VirtualTime clock = current.time();
        return RealTimeLimit.await(runtime().call(service, operation, input), operation, clock::describe);
    }

    /// Reads a mock configuration for Step Functions Local; its test cases can be run from now on.
    ///
    /// @throws dev.stepgate.local.mock.MockConfigurationException with every problem of the file
    public void mockConfiguration(Path file) {
        mocks().use(MockConfiguration.read(file));
    }

    /// The lines that a function has logged since the start or the last reset, in order.
    ///
    /// @param function its logical id
    public List<String> log(String function) {
        return current.observed().log().of(function);
    }

    /// Back to the beginning: nothing has happened, the clock and the random numbers are where they were,
    /// nothing is mocked. What still runs is ended. Functions keep the classes they have loaded, with what
    /// these hold in static fields, as idle Lambda functions do, unless they are to be
    /// [fresh][StepgateOptions.FunctionClasses#FRESH].
    public void reset() {
        Current next = Current.first(options);
        current.time().close();
        current = next;
        switch (options.functionClasses()) {
            case KEPT -> runtime.reset(next.host(coverage));
            case FRESH -> runtime.restartEmpty(next.host(coverage));
        }
    }

    /// Ends the runtime and starts it again on the same ports; clock and random numbers continue, and a paused
    /// clock stays paused. Executions, messages and connections are lost, because they are in memory, unless the
    /// options name a folder for data: then all but connections go on. Mocks stay.
    public void restart() {
        VirtualTime time = new VirtualTime(current.time().now());
        if (current.time().isPaused()) {
            time.pause();
        }
        Current next = new Current(time, current.ids(), current.mocks().again(time));
        current.time().close();
        current = next;
        runtime.restart(next.host(coverage));
    }

    @Override
    public void close() {
        current.time().close();
        runtime.close();
    }

    LocalRuntime runtime() {
        return runtime;
    }

    /// The coverage of every machine since the start, including all resets.
    List<MachineCoverage> coverage() {
        return coverage.of(options.runtime().template(), runtime().template());
    }

    MachineCoverage coverage(Resource.StateMachine machine) {
        return coverage.of(options.runtime().template(), machine);
    }

    SentMessages messages() {
        return current.observed().messages();
    }

    StartedExecutions executions() {
        return current.observed().executions();
    }

    TaskMocks mocks() {
        return current.mocks().tasks();
    }

    private String first(Class<? extends Resource> kind) {
        return runtime().template().all(kind).stream()
                .map(Resource::logicalId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no " + kind.getSimpleName()));
    }

    private <T extends Resource> T named(Class<T> kind, String logicalId) {
        return called(kind, logicalId, _ -> false);
    }

    private <T extends Resource> T called(Class<T> kind, String logicalId, Predicate<T> isCalled) {
        List<T> all = runtime().template().all(kind);
        return all.stream()
                .filter(resource -> resource.logicalId().equals(logicalId) || isCalled.test(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind.getSimpleName() + " " + logicalId
                        + " among " + all.stream().map(Resource::logicalId).toList()));
    }

    static String text(JsonNode json) {
        return Json.write(json);
    }
}
