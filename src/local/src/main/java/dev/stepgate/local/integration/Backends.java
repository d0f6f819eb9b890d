// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.lambda.Functions;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The functions, services and APIs in this JVM. Used only when a task runs, so it may be wired in a
/// circle with the interpreter.
public interface Backends {

    Functions functions();

    /// Finds a service by its [AwsService#name].
    Optional<AwsService> service(String name);

    /// Finds the API behind the host name of an `apigateway:invoke`, with or without a port; it
    /// expects paths that begin with the stage.
    Optional<HttpHandler> api(String host);

    /// Finds the data of an EventBridge connection, which may need a token first; empty when it is not here.
    Optional<CompletionStage<ConnectionData>> connection(String arn);

    /// Reports that a request with the data of a connection was answered with 401 or 407.
    void unauthorized(String connectionArn);

    /// Returns the answer of DescribeExecution once the execution has ended.
    CompletionStage<JsonNode> endOfExecution(String executionArn);
}
