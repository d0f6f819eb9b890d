// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/// A service with HTTP requests of its own instead of one of the common protocols: S3. [AwsEndpoint] asks it
/// first.
public interface RestService extends AwsService {

    /// Returns true when a request that names no service is meant for this one.
    boolean claims(HttpRequest request);

    /// Answers a request. Never fails: a refusal is a response too.
    ///
    /// @param requestId a UUID
    CompletionStage<HttpResponse> answer(HttpRequest request, String requestId);

    /// Returns the response for a refusal that another class has decided.
    HttpResponse refusal(HttpRequest request, AwsException refusal, String requestId);
}
