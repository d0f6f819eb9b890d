// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/// The AWS services behind an API, which integrations of the types AWS and AWS_PROXY call. It must not block;
/// a stage that fails is an integration failure (gateway response INTEGRATION_FAILURE).
@FunctionalInterface
public interface AwsBackend {
    CompletionStage<HttpResponse> call(AwsBackendRequest request);

    /// Returns true for an action that, with a small input, takes less time than handing it to another thread.
    default boolean isBrief(String service, String action) {
        return false;
    }
}
