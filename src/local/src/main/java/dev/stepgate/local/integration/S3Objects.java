// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ObjectStore;
import dev.stepgate.local.asl.run.ObjectStoreException;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.concurrent.Completions;
import java.util.concurrent.CompletionStage;

/// Reads and writes the S3 objects of distributed Maps. Its causes are those of the AWS SDK for Java.
record S3Objects(IntegrationDependencies dependencies) implements ObjectStore {

    @Override
    public CompletionStage<JsonNode> call(String operation, ObjectNode input) {
        String requestId = dependencies.newRequestId();
        return dependencies.call("s3", new AwsCall(operation, input, requestId)).exceptionally(failure -> {
            throw new ObjectStoreException(cause(failure, requestId));
        });
    }

    private static String cause(Throwable failure, String requestId) {
        Throwable cause = Completions.cause(failure);
        return cause instanceof AwsException refused
                ? ServiceError.ofSdk(ServiceModel.of("s3")).causeText(refused, requestId)
                : "Unable to execute HTTP request: " + cause.getMessage();
    }
}
