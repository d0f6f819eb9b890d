// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.stepfunctions.Retention;
import java.nio.file.Path;
import java.util.Map;

/// What to run, and where.
///
/// @param template template.yaml; everything it names is beside it
/// @param parameters values for the template's parameters, by name
/// @param environment environment variables, by the function's logical id
/// @param region of every ARN
/// @param naming of what has an address on this machine and another one on AWS
/// @param retention how much of executions is kept
public record RuntimeOptions(
        Path template,
        Map<String, String> parameters,
        Map<String, Map<String, String>> environment,
        Ports ports,
        String region,
        Naming naming,
        Retention retention) {

    public RuntimeOptions {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
    }

    /// With the usual retention.
    public RuntimeOptions(
            Path template,
            Map<String, String> parameters,
            Map<String, Map<String, String>> environment,
            Ports ports,
            String region,
            Naming naming) {
        this(template, parameters, environment, ports, region, naming, Retention.DEFAULT);
    }

    /// The template on any free ports.
    public static RuntimeOptions of(Path template) {
        return new RuntimeOptions(template, Map.of(), Map.of(), new Ports(0, 0, 0), "us-east-1", Naming.LOCAL);
    }

    public RuntimeOptions withParameters(Map<String, String> values) {
        return new RuntimeOptions(template, values, environment, ports, region, naming, retention);
    }

    /// The same with environment variables.
    ///
    /// @param values by the function's logical id, then by name
    public RuntimeOptions withEnvironment(Map<String, Map<String, String>> values) {
        return new RuntimeOptions(template, parameters, values, ports, region, naming, retention);
    }

    public RuntimeOptions withNaming(Naming value) {
        return new RuntimeOptions(template, parameters, environment, ports, region, value, retention);
    }

    public RuntimeOptions withRetention(Retention value) {
        return new RuntimeOptions(template, parameters, environment, ports, region, naming, value);
    }

    /// How queue URLs and the `Host` of requests look.
    public enum Naming {
        /// They work from everywhere on this machine.
        LOCAL,
        /// As on AWS, the same on every port. SDK clients find queues by `AWS_ENDPOINT_URL`.
        AWS
    }

    /// Where to listen on 127.0.0.1; 0 is any free port.
    ///
    /// @param rest of the first REST API
    /// @param webSocket of the first WebSocket API; further APIs of both kinds follow the greater of the two
    /// @param aws of the AWS endpoint
    public record Ports(int rest, int webSocket, int aws) {}
}
