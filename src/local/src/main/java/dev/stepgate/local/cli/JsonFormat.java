// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.LogEvent.ExecutionEnded;
import dev.stepgate.local.log.LogEvent.Failure;
import dev.stepgate.local.log.LogEvent.FunctionLine;
import dev.stepgate.local.log.LogEvent.Reason;
import dev.stepgate.local.log.LogEvent.RequestAnswered;

/// Formats events as lines for programs: each an object with `time` in UTC and `type`, which is `request`,
/// `execution` or `function`.
record JsonFormat() implements LogFormat {

    @Override
    public String line(LogEvent event) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("time", event.time().toString());
        switch (event) {
            case RequestAnswered request -> write(line, request);
            case ExecutionEnded execution -> write(line, execution);
            case FunctionLine function -> write(line, function);
        }
        return Json.write(line);
    }

    private static void write(ObjectNode line, RequestAnswered event) {
        line.put("type", "request");
        line.put("server", event.request().server().name());
        line.put("method", event.request().method());
        line.put("path", ShownTarget.of(event.request().target()));
        line.put("status", event.status());
        line.put("ms", event.took().toMillis());
        line.put("requestId", event.request().id());
        event.reason().ifPresent(reason -> write(line.putObject("reason"), reason));
    }

    private static void write(ObjectNode line, Reason reason) {
        line.put("step", reason.step());
        line.put("text", reason.text());
        reason.sent().ifPresent(sent -> line.put("sent", sent));
        reason.received().ifPresent(received -> line.put("received", received));
    }

    private static void write(ObjectNode line, ExecutionEnded event) {
        line.put("type", "execution");
        line.put("machine", event.machine());
        line.put("name", event.name());
        line.put("status", event.status());
        line.put("ms", event.took().toMillis());
        event.failure().ifPresent(failure -> write(line, failure));
    }

    private static void write(ObjectNode line, Failure failure) {
        failure.error().ifPresent(error -> line.put("error", error));
        failure.cause().ifPresent(cause -> line.put("cause", cause));
        failure.state().ifPresent(state -> line.put("state", state));
    }

    private static void write(ObjectNode line, FunctionLine event) {
        line.put("type", "function");
        line.put("function", event.function());
        line.put("requestId", event.requestId());
        line.put("text", event.text());
    }
}
