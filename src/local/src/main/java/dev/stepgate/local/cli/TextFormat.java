// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.LogEvent.ExecutionEnded;
import dev.stepgate.local.log.LogEvent.Failure;
import dev.stepgate.local.log.LogEvent.FunctionLine;
import dev.stepgate.local.log.LogEvent.Reason;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import java.time.Instant;
import java.time.LocalTime;

/// Formats events as lines for people:
///
/// ```
/// 12:18:44.123 POST /api/execute 200 12 ms 5cf5...
/// 12:18:44.123 Workflow FAILED in Call 31 ms 7e1f...: Lambda.Unknown: ...
/// 12:18:44.123 StartFunction 8a7f... | text
/// ```
record TextFormat(Colours colours) implements LogFormat {
    private static final int MILLIS = 1000;
    private static final int NANOS = 1_000_000;
    private static final int HUNDRED = 100;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    @Override
    public String line(LogEvent event) {
        return time(event.time()) + " "
                + switch (event) {
                    case RequestAnswered request -> request(request);
                    case ExecutionEnded execution -> execution(execution);
                    case FunctionLine line -> function(line);
                };
    }

    private String time(Instant time) {
        LocalTime local = LocalTime.ofInstant(time, JvmDefaults.zoneOfTheMachine());
        return colours.dim(twoDigits(local.getHour()) + ":" + twoDigits(local.getMinute()) + ":"
                + twoDigits(local.getSecond()) + "." + digits(MILLIS + local.getNano() / NANOS));
    }

    private static String twoDigits(int number) {
        return digits(HUNDRED + number);
    }

    /// Returns the digits without the leading 1, which preserves the zeros.
    private static String digits(int number) {
        return Integer.toString(number).substring(1);
    }

    private String request(RequestAnswered event) {
        return event.request().method() + " " + ShownTarget.of(event.request().target()) + " " + status(event.status())
                + " "
                + event.took().toMillis() + " ms " + colours.dim(event.request().id())
                + event.reason().map(TextFormat::reason).orElse("");
    }

    private String status(int status) {
        String text = Integer.toString(status);
        if (status >= SERVER_ERROR) {
            return colours.red(text);
        }
        return status >= CLIENT_ERROR ? colours.yellow(text) : colours.green(text);
    }

    private static String reason(Reason reason) {
        return " " + reason.step() + ": " + reason.text()
                + reason.sent().map(sent -> "; sent: " + sent).orElse("")
                + reason.received().map(received -> "; received: " + received).orElse("");
    }

    private String execution(ExecutionEnded event) {
        String state = event.failure()
                .flatMap(Failure::state)
                .map(name -> " in " + name)
                .orElse("");
        String status = event.failure().isPresent() ? colours.red(event.status()) : colours.green(event.status());
        return event.machine() + " " + status + state + " " + event.took().toMillis() + " ms "
                + colours.dim(event.name())
                + event.failure().map(TextFormat::failure).orElse("");
    }

    private static String failure(Failure failure) {
        return failure.error().map(error -> ": " + error).orElse("")
                + failure.cause().map(cause -> ": " + cause).orElse("");
    }

    private String function(FunctionLine line) {
        String id = line.requestId().isEmpty() ? "" : " " + colours.dim(line.requestId());
        return colours.cyan(line.function()) + id + " | " + line.text();
    }
}
