// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// SQS in this JVM.
public final class Queues implements AwsService {

    /// @param awsEndpoint what queue URLs begin with
    public Queues(Account account, Time time, Supplier<URI> awsEndpoint) {}

    /// Makes a queue.
    ///
    /// @param attributes as CreateQueue has them; `RedrivePolicy` is JSON text
    public void create(String name, Map<String, String> attributes) {}

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.failedFuture(AwsException.unknownOperation(name(), call.operation()));
    }
}
