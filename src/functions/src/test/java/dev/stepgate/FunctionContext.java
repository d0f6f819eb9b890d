// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// The context of a handler's invocation, as far as our handlers use it: the function's name and the
/// request's id.
public record FunctionContext(String name) implements Context {
    @Override
    public String getFunctionName() {
        return name;
    }

    @Override
    public String getAwsRequestId() {
        return "request-of-" + name;
    }

    @Override
    public String getLogGroupName() {
        throw notAsked();
    }

    @Override
    public String getLogStreamName() {
        throw notAsked();
    }

    @Override
    public String getFunctionVersion() {
        throw notAsked();
    }

    @Override
    public String getInvokedFunctionArn() {
        throw notAsked();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw notAsked();
    }

    @Override
    public ClientContext getClientContext() {
        throw notAsked();
    }

    @Override
    public int getRemainingTimeInMillis() {
        throw notAsked();
    }

    @Override
    public int getMemoryLimitInMB() {
        throw notAsked();
    }

    @Override
    public LambdaLogger getLogger() {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("no handler here asks for this");
    }
}
