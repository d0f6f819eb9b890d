// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.lambda.FunctionAnswer;
import dev.stepgate.local.lambda.FunctionAnswers;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.InvokeRequest;
import java.util.Map;
import java.util.Optional;

/// Refuses calls of functions that cannot run here, as Lambda refuses those whose runtime it cannot run,
/// unless a mock answers them.
///
/// @param reasons by logical id
record FunctionsNotHere(FunctionAnswers mocks, Map<String, String> reasons) implements FunctionAnswers {
    private static final int BAD_GATEWAY = 502;

    @Override
    public Optional<FunctionAnswer> next(FunctionConfiguration function, InvokeRequest request) {
        Optional<FunctionAnswer> mocked = mocks.next(function, request);
        String reason = reasons.get(function.logicalId());
        if (mocked.isEmpty() && reason != null) {
            throw new AwsException(
                    BAD_GATEWAY,
                    "InvalidRuntimeException",
                    "The function " + function.logicalId() + " is not here: " + reason);
        }
        return mocked;
    }
}
