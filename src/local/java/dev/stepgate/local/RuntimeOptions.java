// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import java.nio.file.Path;
import java.util.Map;

/// What to run, and where.
///
/// @param template template.yaml; everything it names is beside it
/// @param parameters values for the template's parameters, by name
/// @param environment environment variables, by the function's logical id
/// @param region of every ARN
public record RuntimeOptions(
        Path template,
        Map<String, String> parameters,
        Map<String, Map<String, String>> environment,
        Ports ports,
        String region) {

    public RuntimeOptions {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
    }

    /// The template on any free ports.
    public static RuntimeOptions of(Path template) {
        return new RuntimeOptions(template, Map.of(), Map.of(), new Ports(0, 0, 0), "us-east-1");
    }

    public RuntimeOptions withParameters(Map<String, String> values) {
        return new RuntimeOptions(template, values, environment, ports, region);
    }

    /// The same with environment variables.
    ///
    /// @param values by the function's logical id, then by name
    public RuntimeOptions withEnvironment(Map<String, Map<String, String>> values) {
        return new RuntimeOptions(template, parameters, values, ports, region);
    }

    /// Where to listen on 127.0.0.1; 0 is any free port.
    ///
    /// @param rest of the first REST API
    /// @param webSocket of the first WebSocket API; further APIs of both kinds follow the greater of the two
    /// @param aws of the AWS endpoint
    public record Ports(int rest, int webSocket, int aws) {}
}
