// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/// The context object, through which a handler learns about its call.
final class FunctionContext implements Context {

    private final Call call;
    private final FunctionCode code;

    FunctionContext(Call call, FunctionCode code) {
        this.call = call;
        this.code = code;
    }

    @Override
    public String getAwsRequestId() {
        return call.request().requestId();
    }

    @Override
    public String getLogGroupName() {
        return call.target().logGroup();
    }

    @Override
    public String getLogStreamName() {
        return code.logStream();
    }

    @Override
    public String getFunctionName() {
        return call.target().configuration().name();
    }

    @Override
    public String getFunctionVersion() {
        return call.target().version();
    }

    @Override
    public String getInvokedFunctionArn() {
        return call.target().invokedArn();
    }

    /// Always null, because nobody signs in through Cognito here.
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return call.request().clientContext().map(SentClientContext::parse).orElse(null);
    }

    @Override
    public int getRemainingTimeInMillis() {
        return call.remainingMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return call.target().configuration().limits().memoryMb();
    }

    @Override
    public String getXrayTraceId() {
        return call.trace();
    }

    @Override
    public LambdaLogger getLogger() {
        return new OutputLogger(code.output());
    }
}
