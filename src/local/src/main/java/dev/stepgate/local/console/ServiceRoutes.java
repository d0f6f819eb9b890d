// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import dev.stepgate.local.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Routes for every operation of the AWS services that run here, as `POST aws/SERVICE/OPERATION` with the
/// operation's own input and output: the page can do everything that an SDK can do at the AWS endpoint.
record ServiceRoutes(ConsoleParts.Calls calls) implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of("POST aws", this::call);
    }

    private CompletionStage<HttpResponse> call(Question question) {
        String[] names = question.rest().split("/", 2);
        if (names.length < 2 || !question.rest().matches("[a-z0-9-]+/[A-Za-z0-9]+")) {
            throw Refusal.malformed("expected aws/SERVICE/OPERATION, not aws/" + question.rest());
        }
        try {
            return calls.call(names[0], names[1], question.json()).thenApply(answer -> Api.json(200, answer));
        } catch (IllegalArgumentException _) {
            throw Refusal.notFound("The service " + names[0] + " does not run here");
        }
    }
}
