// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpResponse;

/// Writes the answer to one call in the protocol of the call.
interface Replies {
    HttpResponse success(JsonNode output, String requestId);

    HttpResponse failure(AwsException failure, String requestId);
}
