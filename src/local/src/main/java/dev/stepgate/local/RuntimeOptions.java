// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.access.AccessOptions;
import dev.stepgate.local.stepfunctions.Retention;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The template to run, and how to serve it.
///
/// @param template template.yaml; everything it names is beside it
/// @param parameters values for the template's parameters, by name
/// @param configured values for those of the template's parameters that have none in `parameters`; other
/// names are ignored
/// @param environment environment variables, by the function's logical id
/// @param stack the name of the stack and the region in every ARN
/// @param demand whether a template may have parts that cannot be run here
/// @param retention how many executions are kept
/// @param access who may talk to the servers
/// @param functions where functions run
/// @param data what outlives the process; without it nothing does
public record RuntimeOptions(
        Path template,
        Map<String, String> parameters,
        Map<String, String> configured,
        Map<String, Map<String, String>> environment,
        Ports ports,
        StackPlace stack,
        Naming naming,
        Demand demand,
        Retention retention,
        AccessOptions access,
        FunctionOptions functions,
        Optional<DataOptions> data) {

    public RuntimeOptions {
        parameters = Map.copyOf(parameters);
        configured = Map.copyOf(configured);
        environment = Map.copyOf(environment);
    }

    /// Makes options for a template on any free ports.
    public static RuntimeOptions of(Path template) {
        return new RuntimeOptions(
                template,
                Map.of(),
                Map.of(),
                Map.of(),
                new Ports(0, 0, 0),
                StackPlace.DEFAULT,
                Naming.LOCAL,
                Demand.WHAT_CAN_BE_RUN,
                Retention.DEFAULT,
                AccessOptions.NONE,
                FunctionOptions.DEFAULT,
                Optional.empty());
    }

    public RuntimeOptions withParameters(Map<String, String> values) {
        return new RuntimeOptions(
                template,
                values,
                configured,
                environment,
                ports,
                stack,
                naming,
                demand,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withConfigured(Map<String, String> values) {
        return new RuntimeOptions(
                template,
                parameters,
                values,
                environment,
                ports,
                stack,
                naming,
                demand,
                retention,
                access,
                functions,
                data);
    }

    /// Returns the same with environment variables.
    ///
    /// @param values by the function's logical id, then by name
    public RuntimeOptions withEnvironment(Map<String, Map<String, String>> values) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                values,
                ports,
                stack,
                naming,
                demand,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withPorts(Ports value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                value,
                stack,
                naming,
                demand,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withStack(StackPlace value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                value,
                naming,
                demand,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withNaming(Naming value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                value,
                demand,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withDemand(Demand value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                naming,
                value,
                retention,
                access,
                functions,
                data);
    }

    public RuntimeOptions withRetention(Retention value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                naming,
                demand,
                value,
                access,
                functions,
                data);
    }

    public RuntimeOptions withAccess(AccessOptions value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                naming,
                demand,
                retention,
                value,
                functions,
                data);
    }

    public RuntimeOptions withFunctions(FunctionOptions value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                naming,
                demand,
                retention,
                access,
                value,
                data);
    }

    public RuntimeOptions withData(DataOptions value) {
        return new RuntimeOptions(
                template,
                parameters,
                configured,
                environment,
                ports,
                stack,
                naming,
                demand,
                retention,
                access,
                functions,
                Optional.of(value));
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

    /// The treatment of a template with resources that cannot be run here.
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
