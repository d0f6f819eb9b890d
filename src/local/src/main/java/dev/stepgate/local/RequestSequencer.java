// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.http.HttpDate;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketConnection;
import dev.stepgate.local.http.WebSocketHandler;
import dev.stepgate.local.http.WebSocketSession;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.time.Time;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Admits requests from the network, one after another under virtual time. A function that makes a request to
/// this runtime waits for the answer, so it does not hold the clock.
final class RequestSequencer {
    private static final String TRACE = "X-Amzn-Trace-Id";

    private final Time time;
    private final Functions functions;

    RequestSequencer(Time time, Functions functions) {
        this.time = time;
        this.functions = functions;
    }

    HttpHandler requests(HttpHandler handler) {
        return new HttpHandler() {
            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                Supplier<CompletionStage<HttpResponse>> call =
                        () -> handler.handle(request).thenApply(RequestSequencer.this::dated);
                return caller(request).map(hold -> awaited(hold, call)).orElseGet(() -> admitted(call));
            }

            @Override
            public boolean isBrief(HttpRequest request) {
                return time.admitsAtOnce() && handler.isBrief(request);
            }

            @Override
            public HttpResponse refuse(HttpRefusal refusal) {
                return handler.refuse(refusal);
            }
        };
    }

    private HttpResponse dated(HttpResponse response) {
        return response.with(response.headers().with("Date", HttpDate.of(time.now())));
    }

    WebSocketHandler openings(WebSocketHandler handler) {
        return request -> admitted(() -> handler.open(request).thenApply(this::opened));
    }

    private WebSocketHandler.Admission opened(WebSocketHandler.Admission admission) {
        return switch (admission) {
            case WebSocketHandler.Admission.Admitted(var headers, WebSocketSession session) ->
                new WebSocketHandler.Admission.Admitted(headers, new Session(session));
            case WebSocketHandler.Admission.Refused refused -> refused;
        };
    }

    private Optional<Time.Hold> caller(HttpRequest request) {
        return request.headers().first(TRACE).flatMap(functions::caller);
    }

    private static <T> CompletionStage<T> awaited(Time.Hold hold, Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        hold.await(() -> call(call).whenComplete((value, failure) -> {
            hold.resume();
            complete(answer, value, failure);
        }));
        return answer;
    }

    <T> CompletionStage<T> admitted(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        time.admit(() -> call(call).whenComplete((value, failure) -> complete(answer, value, failure)));
        return answer;
    }

    private static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @SuppressWarnings("NullAway") // one of the two is there
    private static <T> void complete(CompletableFuture<T> answer, T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private final class Session implements WebSocketSession {
        private final WebSocketSession session;

        Session(WebSocketSession session) {
            this.session = session;
        }

        @Override
        public void opened(WebSocketConnection connection) {
            time.admit(() -> session.opened(connection));
        }

        @Override
        public CompletionStage<?> text(String message) {
            return admitted(() -> done(session.text(message)));
        }

        @Override
        public CompletionStage<?> binary(byte[] message) {
            return admitted(() -> done(session.binary(message)));
        }

        private static CompletionStage<String> done(CompletionStage<?> stage) {
            return stage.thenApply(_ -> "");
        }

        @Override
        public void alive() {
            time.admit(session::alive);
        }

        @Override
        public void closed(int code, String reason) {
            time.admit(() -> session.closed(code, reason));
        }
    }
}
