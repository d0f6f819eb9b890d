// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A `.sync` task of a service that runs elsewhere: starts a job, asks for its state until it has ended, and stops
/// it when the task is no longer needed.
///
/// Step Functions asks once a minute, and every five minutes after ten
/// ([re:Post](https://repost.aws/questions/QUFFlHcbvIQFe-bS3RAi7TWA)), or waits for an event of the service. Here
/// the first question comes after a second, each further one after twice as long, up to a minute.
record JobRun(IntegrationDependencies dependencies, ServiceModel service, String action, Job job)
        implements ServiceIntegration {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        Followed followed = new Followed(progress);
        ObjectNode parameters = ServiceIntegration.present(request.parameters());
        call(SdkNames.capitalized(action), parameters, progress, answer -> {
            JsonNode failures = answer.path("Failures");
            if (!failures.isEmpty()) {
                progress.failed("States.TaskFailed", Json.write(answer));
                return;
            }
            ObjectNode started = job.started(parameters, answer);
            progress.submitted(started);
            followed.is(with(parameters, started));
        });
        return followed;
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        Followed followed = new Followed(progress);
        followed.is(with(ServiceIntegration.present(request.parameters()), submitted));
        return followed;
    }

    private static ObjectNode with(ObjectNode parameters, JsonNode started) {
        ObjectNode all = parameters.deepCopy();
        return all.setAll((ObjectNode) started);
    }

    /// Receives the answer of a call, in the SDK's names.
    private interface Answered {
        void with(JsonNode answer);
    }

    private void call(String operation, ObjectNode input, TaskProgress progress, Answered next) {
        SdkShapes shapes = SdkShapes.of(service);
        AwsCall call = new AwsCall(operation, shapes.input(input), dependencies.newRequestId());
        dependencies.call(service.name(), call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofSdk(service).report(refused, call.requestId(), progress);
            } else {
                next.with(shapes.output(answer));
            }
        });
    }

    /// The job that is followed, once it is known.
    private final class Followed implements TaskHandle {
        private final TaskProgress progress;
        private @Nullable ObjectNode started;
        private Time.@Nullable Timer timer;
        private boolean cancelled;

        Followed(TaskProgress progress) {
            this.progress = progress;
        }

        synchronized void is(ObjectNode job) {
            started = job;
            if (cancelled) {
                stop(job);
            } else {
                askAfter(FIRST_PAUSE, job);
            }
        }

        private synchronized void askAfter(Duration pause, ObjectNode known) {
            if (!cancelled) {
                timer = dependencies.time().after(pause, () -> ask(pause, known));
            }
        }

        private void ask(Duration pause, ObjectNode known) {
            call(job.describe(), job.describeInput(known), progress, description -> {
                switch (job.progress(description)) {
                    case SUCCEEDED -> progress.succeeded(job.result(description, known));
                    case FAILED -> progress.failed("States.TaskFailed", Json.write(job.result(description, known)));
                    case RUNNING -> askAfter(longer(pause), known);
                }
            });
        }

        private static Duration longer(Duration pause) {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : twice;
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            if (timer != null) {
                timer.cancel();
            }
            if (started != null) {
                stop(started);
            }
        }

        private void stop(ObjectNode known) {
            JsonNode input = SdkShapes.of(service).input(job.stopInput(known));
            CompletionStage<JsonNode> unused =
                    dependencies.call(service.name(), new AwsCall(job.stop(), input, dependencies.newRequestId()));
        }
    }
}
