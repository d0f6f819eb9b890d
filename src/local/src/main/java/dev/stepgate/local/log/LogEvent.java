// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something that happened in a runtime.
public sealed interface LogEvent {
    /// The time by the runtime's clock.
    Instant time();

    /// A request was answered, or an event of a WebSocket has passed its route.
    ///
    /// @param status of the answer; for a WebSocket's event, the equivalent status
    /// @param reason why the gateway answered itself, or which answer of a service it passed on as an error
    record RequestAnswered(Instant time, Request request, int status, Duration took, Optional<Reason> reason)
            implements LogEvent {}

    /// @param method such as `POST`; for a WebSocket `CONNECT`, `MESSAGE` or `DISCONNECT`
    /// @param target path and query as sent; at the AWS endpoint the operation,
    /// `AWSStepFunctions.StartExecution`
    /// @param id `$context.requestId`
    record Request(Server server, String method, String target, String id) {
        public Request {
            target = Excerpt.of(target);
        }
    }

    enum Server {
        REST_API,
        HTTP_API,
        WEB_SOCKET_API,
        AWS_ENDPOINT,
        CONSOLE
    }

    /// The reason for a 4xx or 5xx. All texts are on one line and of limited length.
    ///
    /// @param step of the gateway's pipeline, such as `integration response`
    /// @param text for the operator of the API; clients are told less
    /// @param sent the request to the integration, if there was one
    /// @param received the integration's answer
    record Reason(String step, String text, Optional<String> sent, Optional<String> received) {
        public Reason {
            text = Excerpt.of(text);
            sent = sent.map(Excerpt::of);
            received = received.map(Excerpt::of);
        }

        public static Reason of(String step, String text) {
            return new Reason(step, text, Optional.empty(), Optional.empty());
        }
    }

    /// An execution has ended, or has ended again after a redrive.
    ///
    /// @param machine its name; for a child of a distributed Map, the name and the Map's label:
    /// `Machine/Label`
    /// @param status `SUCCEEDED`, `FAILED`, `TIMED_OUT` or `ABORTED`
    /// @param failure present unless it succeeded
    record ExecutionEnded(
            Instant time, String machine, String name, String status, Duration took, Optional<Failure> failure)
            implements LogEvent {}

    /// @param state in which the execution failed or was ended; empty when it had entered none
    record Failure(Optional<String> error, Optional<String> cause, Optional<String> state) {
        public Failure {
            cause = cause.map(Excerpt::of);
        }
    }

    /// A function has written a line, or an entry of its logger.
    ///
    /// @param function the logical id
    /// @param requestId of the call; empty outside calls
    /// @param text without the final line end
    record FunctionLine(Instant time, String function, String requestId, String text) implements LogEvent {}
}
