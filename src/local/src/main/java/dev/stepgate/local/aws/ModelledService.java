// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A service that serves all operations of its API model ([InputModel]), checks every input against it, and
/// answers at once. Extended by the services of this JVM that need nothing else to answer.
public abstract class ModelledService implements AwsService {
    private final String name;
    private final InputModel model;

    /// @param name in ARNs, such as `ssm`
    protected ModelledService(String name, InputModel model) {
        this.name = name;
        this.model = model;
    }

    /// Runs an operation of the model with an input that is within its limits.
    protected abstract JsonNode run(String operation, JsonNode input);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> operations() {
        return model.operations();
    }

    @Override
    public final CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.completedFuture(perform(call.operation(), call.input()));
    }

    /// Runs an operation for a caller in this JVM, such as a template: `PutParameter` with the members of its
    /// API model.
    ///
    /// @throws AwsException as the operation would return it
    public final JsonNode perform(String operation, JsonNode input) {
        model.check(this, operation, input);
        return run(operation, input);
    }
}
