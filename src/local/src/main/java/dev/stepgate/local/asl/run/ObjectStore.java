// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The place from which distributed Maps read their items, and to which they write their results: S3.
@FunctionalInterface
public interface ObjectStore {
    /// The store of a runtime without S3.
    ObjectStore NONE = (operation, _) -> CompletableFuture.failedFuture(
            new ObjectStoreException("There is no S3 in this runtime to answer " + operation));

    /// Calls an operation and returns at once. Must not throw; on failure the stage has an
    /// [ObjectStoreException].
    ///
    /// @param operation `GetObject`, `ListObjectsV2`, `PutObject`, or one of a multipart upload
    /// @param input members as in S3's API model; `Body` is a binary node
    CompletionStage<JsonNode> call(String operation, ObjectNode input);
}
