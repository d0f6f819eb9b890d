// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.RecentRequests;
import dev.stepgate.local.apigateway.websocket.RecentMessages;
import dev.stepgate.local.apigateway.websocket.WebSocketConnections;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.lambda.RecentCalls;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.time.Time;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The parts of a runtime that the console uses.
///
/// @param current called each time, because the template may change while everything runs
public record ConsoleParts(Supplier<Served> current, Services services, Recordings recordings, Time time) {

    Served served() {
        return current.get();
    }

    /// The template, and the addresses at which it is served.
    ///
    /// @param file the template's
    /// @param aws URL of the AWS endpoint
    /// @param apis base URL of each API by its logical id
    public record Served(Template template, Path file, String aws, Map<String, String> apis) {}

    /// The services that can be called.
    ///
    /// @param apis REST and HTTP APIs by their logical ids
    public record Services(Calls calls, StepFunctions states, Queues queues, Map<String, HttpHandler> apis) {}

    /// Calls operations of AWS services.
    @FunctionalInterface
    public interface Calls {
        /// Calls an operation. The stage fails with AwsException when the service refuses it. Throws
        /// IllegalArgumentException when there is no such service.
        CompletionStage<JsonNode> call(String service, String operation, JsonNode input);
    }

    /// The records of recent activity.
    ///
    /// @param requests of REST and HTTP APIs
    /// @param aws requests of the AWS endpoint
    public record Recordings(
            RecentRequests requests,
            RecentRequests aws,
            RecentMessages messages,
            RecentCalls calls,
            WebSocketConnections connections) {}
}
