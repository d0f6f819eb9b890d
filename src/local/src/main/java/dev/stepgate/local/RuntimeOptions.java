// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.access.AccessOptions;
import dev.stepgate.local.stepfunctions.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// The template to run, and how to serve it. Immutable: each `with` method returns changed options.
public final class RuntimeOptions {
    private Path template;
    private Map<String, String> parameters = Map.of();
    private Map<String, String> configured = Map.of();
    private Map<String, Map<String, String>> environment = Map.of();
    private Ports ports = new Ports(0, 0, 0);
    private StackPlace stack = StackPlace.DEFAULT;
    private Naming naming = Naming.LOCAL;
    private Demand demand = Demand.WHAT_CAN_BE_RUN;
    private Retention retention = Retention.DEFAULT;
    private AccessOptions access = AccessOptions.NONE;
    private FunctionOptions functions = FunctionOptions.DEFAULT;
    private Optional<DataOptions> data = Optional.empty();
    private Map<String, URI> upstreams = Map.of();

    private RuntimeOptions(Path template) {
        this.template = template;
    }

    /// Makes options for a template on any free ports.
    public static RuntimeOptions of(Path template) {
        return new RuntimeOptions(template);
    }

    /// Returns a copy, changed before anybody else sees it.
    private RuntimeOptions with(Consumer<RuntimeOptions> change) {
        RuntimeOptions copy = new RuntimeOptions(template);
        copy.parameters = parameters;
        copy.configured = configured;
        copy.environment = environment;
        copy.ports = ports;
        copy.stack = stack;
        copy.naming = naming;
        copy.demand = demand;
        copy.retention = retention;
        copy.access = access;
        copy.functions = functions;
        copy.data = data;
        copy.upstreams = upstreams;
        change.accept(copy);
        return copy;
    }

    /// The template file; everything it names is beside it.
    public Path template() {
        return template;
    }

    /// Values for the template's parameters, by name.
    public Map<String, String> parameters() {
        return parameters;
    }

    public RuntimeOptions withParameters(Map<String, String> values) {
        return with(copy -> copy.parameters = Map.copyOf(values));
    }

    /// Values for those of the template's parameters that have none in [#parameters]; other names are
    /// ignored.
    public Map<String, String> configured() {
        return configured;
    }

    public RuntimeOptions withConfigured(Map<String, String> values) {
        return with(copy -> copy.configured = Map.copyOf(values));
    }

    /// Environment variables, by the function's logical id, then by name.
    public Map<String, Map<String, String>> environment() {
        return environment;
    }

    public RuntimeOptions withEnvironment(Map<String, Map<String, String>> values) {
        return with(copy -> copy.environment = Map.copyOf(values));
    }

    /// Any free ports unless others are given.
    public Ports ports() {
        return ports;
    }

    public RuntimeOptions withPorts(Ports value) {
        return with(copy -> copy.ports = value);
    }

    /// The name of the stack and the region in every ARN.
    public StackPlace stack() {
        return stack;
    }

    public RuntimeOptions withStack(StackPlace value) {
        return with(copy -> copy.stack = value);
    }

    /// The form of addresses.
    public Naming naming() {
        return naming;
    }

    public RuntimeOptions withNaming(Naming value) {
        return with(copy -> copy.naming = value);
    }

    /// The decision about parts of a template that cannot be run here.
    public Demand demand() {
        return demand;
    }

    public RuntimeOptions withDemand(Demand value) {
        return with(copy -> copy.demand = value);
    }

    /// How many executions are kept.
    public Retention retention() {
        return retention;
    }

    public RuntimeOptions withRetention(Retention value) {
        return with(copy -> copy.retention = value);
    }

    /// The clients that may use the servers.
    public AccessOptions access() {
        return access;
    }

    public RuntimeOptions withAccess(AccessOptions value) {
        return with(copy -> copy.access = value);
    }

    /// Where functions run.
    public FunctionOptions functions() {
        return functions;
    }

    public RuntimeOptions withFunctions(FunctionOptions value) {
        return with(copy -> copy.functions = value);
    }

    /// The folder for what survives the process; empty to keep nothing.
    public Optional<DataOptions> data() {
        return data;
    }

    public RuntimeOptions withData(DataOptions value) {
        return with(copy -> copy.data = Optional.of(value));
    }

    /// The URLs of services that do not run here, by the services' names in ARNs.
    public Map<String, URI> upstreams() {
        return upstreams;
    }

    public RuntimeOptions withUpstreams(Map<String, URI> values) {
        return with(copy -> copy.upstreams = Map.copyOf(values));
    }

    /// The region in every ARN.
    public String region() {
        return stack.region();
    }

    /// Where functions run.
    ///
    /// @param java those in Java; all others run in processes always
    /// @param debugPorts where a debugger can attach, by the function's logical id; such a function runs in a
    ///     process
    public record FunctionOptions(Java java, Map<String, Integer> debugPorts) {
        public static final FunctionOptions DEFAULT = new FunctionOptions(Java.IN_THIS_JVM, Map.of());

        public FunctionOptions {
            debugPorts = Map.copyOf(debugPorts);
        }

        /// Where functions in Java run.
        public enum Java {
            /// Each over a class loader of its own.
            IN_THIS_JVM,
            /// Each instance in a JVM of its own, under AWS's runtime interface client.
            ISOLATED
        }

        OptionalInt debugPort(String logicalId) {
            Integer port = debugPorts.get(logicalId);
            return port == null ? OptionalInt.empty() : OptionalInt.of(port);
        }
    }

    /// The name and region of the deployed stack.
    ///
    /// @param name of the stack: AWS::StackName
    public record StackPlace(String name, String region) {
        public static final StackPlace DEFAULT = new StackPlace("stepgate", "us-east-1");
    }

    /// Decides about a template with resources that cannot be run here.
    public enum Demand {
        /// The rest runs; calls of those resources fail.
        WHAT_CAN_BE_RUN,
        /// The template is refused.
        EVERYTHING
    }

    /// The form of queue URLs and of the `Host` of requests.
    public enum Naming {
        /// Addresses that work everywhere on this machine.
        LOCAL,
        /// The names on AWS, the same on every port. SDK clients find queues by `AWS_ENDPOINT_URL`.
        AWS
    }

    /// The ports to listen on at 127.0.0.1; 0 means any free port.
    ///
    /// @param rest of the first REST API
    /// @param webSocket of the first WebSocket API; further APIs of both kinds have ports after the greater
    /// of the two
    /// @param aws of the AWS endpoint
    /// @param console of the console; empty for none
    public record Ports(int rest, int webSocket, int aws, OptionalInt console) {
        /// Makes ports without a console.
        public Ports(int rest, int webSocket, int aws) {
            this(rest, webSocket, aws, OptionalInt.empty());
        }

        public Ports withConsole(int port) {
            return new Ports(rest, webSocket, aws, OptionalInt.of(port));
        }
    }
}
