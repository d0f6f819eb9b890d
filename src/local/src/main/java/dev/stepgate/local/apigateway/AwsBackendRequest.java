// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;

/// A request to an AWS service as it goes over the wire. For an `action` URI the gateway has already
/// translated it into the service's own protocol: `X-Amz-Target` and JSON for Step Functions or DynamoDB,
/// `Action=` for SQS and SNS. For a `path` URI it has the method, path and query that the integration gives:
/// `POST /2015-03-31/functions/ARN/invocations`.
///
/// @param service the service's name in the integration's URI: one of [AwsUriReader#SERVICES], or one that
///     runs elsewhere
/// @param region the region in that URI
public record AwsBackendRequest(String service, String region, HttpRequest http) {}
