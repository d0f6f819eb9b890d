// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A call that is answered in place of its function.
record AnsweredCall(InvocationTarget target, InvokeRequest request) {

    CompletionStage<InvocationResult> answer(FunctionAnswer answer, Time time) {
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        time.after(delay(answer), () -> result.complete(invocation(answer)));
        return result;
    }

    private Duration delay(FunctionAnswer answer) {
        return switch (answer) {
            case FunctionAnswer.Returned _, FunctionAnswer.Failed _ -> Duration.ZERO;
            case FunctionAnswer.TimedOut _ -> timeout();
            case FunctionAnswer.After later -> later.delay().plus(delay(later.then()));
        };
    }

    private InvocationResult invocation(FunctionAnswer answer) {
        InvocationResult.Call facts = new InvocationResult.Call(request.requestId(), target.version(), "");
        return switch (answer) {
            case FunctionAnswer.Returned returned ->
                new InvocationResult.Succeeded(Json.bytes(returned.payload()), facts);
            case FunctionAnswer.Failed failed -> new InvocationResult.FunctionError(error(failed), facts);
            case FunctionAnswer.TimedOut _ ->
                new InvocationResult.FunctionError(ErrorPayload.timedOut(request.requestId(), timeout()), facts);
            case FunctionAnswer.After later -> invocation(later.then());
        };
    }

    private Duration timeout() {
        return target.configuration().limits().timeout();
    }

    private static byte[] error(FunctionAnswer.Failed failed) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", failed.errorMessage()).put("errorType", failed.errorType());
        return Json.bytes(error);
    }
}
