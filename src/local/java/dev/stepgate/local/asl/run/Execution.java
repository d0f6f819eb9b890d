// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// An execution that was started; it may have ended since.
public final class Execution {
    private final StartRequest request;
    private final History history = new History();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Execution(StartRequest request) {
        this.request = request;
    }

    public String arn() {
        return request.identity().executionArn();
    }

    public StartRequest request() {
        return request;
    }

    /// Completed once the history is complete.
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /// What happened so far.
    public History history() {
        return history;
    }

    /// Ends the execution as aborted, unless it has ended.
    public void stop(Optional<String> error, Optional<String> cause) {
        outcome.complete(new Outcome.Aborted(error, cause));
    }
}
