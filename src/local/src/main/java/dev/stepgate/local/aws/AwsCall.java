// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;

/// One call of an AWS operation.
///
/// @param operation the name in the service's API model, such as `StartExecution`
/// @param input the members in the form of the JSON 1.0 protocol: API names, timestamps in seconds since
///     1970, blobs in Base64; an empty object when there are none
/// @param requestId the value that the caller will find in `x-amzn-RequestId`
public record AwsCall(String operation, JsonNode input, String requestId) {}
