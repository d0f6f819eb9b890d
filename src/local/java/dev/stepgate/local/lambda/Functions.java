// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lambda in this JVM.
public final class Functions implements AwsService, AutoCloseable {

    /// @param awsEndpoint what SDK clients inside functions find as `AWS_ENDPOINT_URL`; asked when a function starts
    public Functions(List<FunctionConfiguration> functions, Time time, FunctionLog log, Supplier<URI> awsEndpoint) {}

    /// Calls a function. The stage ends when the function does; a call that Lambda refuses is an [AwsException],
    /// thrown.
    public CompletionStage<Invocation> invoke(InvokeRequest request) {
        return CompletableFuture.failedFuture(
                new AwsException(404, "ResourceNotFoundException", "Function not found: " + request.function()));
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.failedFuture(AwsException.unknownOperation(name(), call.operation()));
    }

    /// Ends every instance; calls that still run are interrupted.
    @Override
    public void close() {}
}
