// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A call that no function runs for.
record AnsweredCall(Target target, InvokeRequest request) {

    CompletionStage<Invocation> answer(FunctionAnswer answer, Time time) {
        CompletableFuture<Invocation> result = new CompletableFuture<>();
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

    private Invocation invocation(FunctionAnswer answer) {
        Invocation.Call facts = new Invocation.Call(request.requestId(), target.version(), "");
        return switch (answer) {
            case FunctionAnswer.Returned returned ->
                new Invocation.Succeeded(Json.write(returned.payload()).getBytes(StandardCharsets.UTF_8), facts);
            case FunctionAnswer.Failed failed -> new Invocation.FunctionError(error(failed), facts);
            case FunctionAnswer.TimedOut _ ->
                new Invocation.FunctionError(ErrorPayload.timedOut(request.requestId(), timeout()), facts);
            case FunctionAnswer.After later -> invocation(later.then());
        };
    }

    private Duration timeout() {
        return target.configuration().limits().timeout();
    }

    private static byte[] error(FunctionAnswer.Failed failed) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", failed.errorMessage()).put("errorType", failed.errorType());
        return Json.write(error).getBytes(StandardCharsets.UTF_8);
    }
}
