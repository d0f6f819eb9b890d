// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [http:invoke](https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html): sends a
/// request to any address, with the authorization of the EventBridge connection that it names. A
/// request that names a connection of another stack is sent without it, and a log entry says so.
record HttpInvoke(IntegrationDependencies dependencies, HttpRequests requests) implements ServiceIntegration {

    private static final Logger LOG = LoggerFactory.getLogger(HttpInvoke.class);

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode parameters = ServiceIntegration.present(request.parameters());
        Optional<CompletionStage<ConnectionData>> data =
                connection(parameters).flatMap(arn -> data(arn, request.caller().stateName()));
        if (data.isEmpty()) {
            send(parameters, request, progress);
        } else {
            data.get().whenComplete((found, refused) -> {
                if (found == null) {
                    progress.failed("Events.ConnectionResource.InvalidConnectionState", reason(refused));
                } else if (found.conflictsWith(parameters)) {
                    progress.failed(
                            "States.Runtime",
                            "The connection adds members to the request body, which is no object: "
                                    + parameters.path("RequestBody"));
                } else {
                    send(found.addedTo(parameters), request, progress);
                }
            });
        }
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private void send(ObjectNode parameters, TaskRequest request, TaskProgress progress) {
        Time.Hold hold = dependencies.time().hold(request.caller());
        requests.send(parameters)
                .whenComplete((response, broken) -> hold.end(() -> {
                    if (response != null && (response.status() == 401 || response.status() == 407)) {
                        connection(parameters).ifPresent(dependencies.backends()::unauthorized);
                    }
                    report(request, progress, response, broken);
                }));
    }

    private Optional<CompletionStage<ConnectionData>> data(String arn, String state) {
        Optional<CompletionStage<ConnectionData>> found =
                dependencies.backends().connection(arn);
        if (found.isEmpty()) {
            LOG.warn("{}: called without the credentials of {}, which this runtime does not have", state, arn);
        }
        return found;
    }

    private static Optional<String> connection(JsonNode parameters) {
        return JsonNodes.member(parameters.path("Authentication"), "ConnectionArn")
                .or(() -> JsonNodes.member(parameters.path("InvocationConfig"), "ConnectionArn"));
    }

    private static void report(
            TaskRequest request, TaskProgress progress, @Nullable HttpResponse response, @Nullable Throwable broken) {
        if (response == null) {
            progress.failed("States.Http.Socket", reason(broken));
        } else if (response.status() >= 400) {
            progress.failed("States.Http.StatusCode." + response.status(), response.text());
        } else {
            ServiceIntegration.answered(request, progress, HttpMessageParts.output(response));
        }
    }

    private static String reason(@Nullable Throwable broken) {
        if (broken == null) {
            return "";
        }
        Throwable cause = Completions.cause(broken);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
