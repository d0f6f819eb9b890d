// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.util.Optional;

/// One event for a process, with its description in the Runtime API ([next
/// invocation](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next)).
///
/// @param requestId the header `Lambda-Runtime-Aws-Request-Id`
/// @param payload JSON. Must not be modified
/// @param functionArn as the caller qualified it
/// @param trace the X-Ray tracing header
/// @param clientContext JSON that the caller sent along
/// @param cognitoIdentity JSON; absent unless the caller signed in through Cognito
@SuppressWarnings("ArrayRecordComponent")
public record RuntimeEvent(
        String requestId,
        byte[] payload,
        String functionArn,
        String trace,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity) {}
