// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.LogEvent.ExecutionEnded;
import dev.stepgate.local.log.LogEvent.FunctionLine;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.log.RuntimeLog;
import java.io.PrintWriter;
import java.util.List;

/// Writes events to the console, in the level of detail that the options ask for.
record ConsoleLog(PrintWriter out, LogFormat format, Detail detail) implements RuntimeLog {

    /// The events that are written.
    enum Detail {
        /// Requests that a gateway refused or could not serve, executions that did not succeed.
        FAILURES,
        /// The output of functions.
        FUNCTIONS,
        /// Every request to an API, every execution, the output of functions, refused calls at the AWS
        /// endpoint.
        USUAL,
        EVERYTHING
    }

    @Override
    public void add(LogEvent event) {
        if (isTold(event)) {
            out.println(format.line(event));
        }
    }

    /// Writes several events at once, without filtering.
    void addAll(List<LogEvent> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(format.line(event)).append(System.lineSeparator()));
        out.append(lines);
        out.flush();
    }

    boolean isTold(LogEvent event) {
        return switch (detail) {
            case FAILURES -> isFailure(event);
            case FUNCTIONS -> event instanceof FunctionLine;
            case USUAL -> isFailure(event) || !isDetail(event);
            case EVERYTHING -> true;
        };
    }

    private static boolean isFailure(LogEvent event) {
        return switch (event) {
            case RequestAnswered request -> request.reason().isPresent();
            case ExecutionEnded execution -> execution.failure().isPresent();
            case FunctionLine _ -> false;
        };
    }

    /// Tells whether an event is a detail: a call at the AWS endpoint, or a child of a distributed Map.
    private static boolean isDetail(LogEvent event) {
        return switch (event) {
            case RequestAnswered request -> request.request().server() == Server.AWS_ENDPOINT;
            case ExecutionEnded execution -> execution.machine().contains("/");
            case FunctionLine _ -> false;
        };
    }
}
