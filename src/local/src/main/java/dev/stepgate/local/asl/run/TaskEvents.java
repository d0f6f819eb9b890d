// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import java.util.Optional;

/// The events of a task, in the family of its resource.
sealed interface TaskEvents {

    void scheduled(EventChain chain, JsonNode parameters, EventDetails.Limits limits);

    void started(EventChain chain, Optional<String> workerName);

    void succeeded(EventChain chain, JsonNode output);

    void failed(EventChain chain, Failure failure);

    void timedOut(EventChain chain);

    /// The name of a result's source, for the error of a result that is too large.
    String origin();

    static TaskEvents of(TaskResource resource) {
        return switch (resource) {
            case TaskResource.LambdaFunction function -> new Function(function.arn());
            case TaskResource.Activity activity -> new Activity(activity.arn());
            case TaskResource.Service service ->
                new Service(new EventDetails.Service(
                        service.service(), service.action() + service.pattern().suffix()));
        };
    }

    /// `Task...`
    record Service(EventDetails.Service service) implements TaskEvents {
        @Override
        public void scheduled(EventChain chain, JsonNode parameters, EventDetails.Limits limits) {
            chain.add(
                    EventType.TASK_SCHEDULED,
                    new EventDetails.TaskScheduled(service, chain.region(), parameters, limits));
        }

        @Override
        public void started(EventChain chain, Optional<String> workerName) {
            chain.add(EventType.TASK_STARTED, new EventDetails.TaskStarted(service));
        }

        void submitted(EventChain chain, JsonNode output) {
            chain.add(EventType.TASK_SUBMITTED, new EventDetails.TaskOutput(service, output));
        }

        @Override
        public void succeeded(EventChain chain, JsonNode output) {
            chain.add(EventType.TASK_SUCCEEDED, new EventDetails.TaskOutput(service, output));
        }

        @Override
        public void failed(EventChain chain, Failure failure) {
            chain.add(EventType.TASK_FAILED, new EventDetails.TaskFailed(service, failure));
        }

        @Override
        public void timedOut(EventChain chain) {
            chain.add(EventType.TASK_TIMED_OUT, new EventDetails.TaskFailed(service, Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return service.type();
        }
    }

    /// `LambdaFunction...`
    record Function(String arn) implements TaskEvents {
        @Override
        public void scheduled(EventChain chain, JsonNode parameters, EventDetails.Limits limits) {
            chain.add(EventType.LAMBDA_FUNCTION_SCHEDULED, new EventDetails.Scheduled(arn, parameters, limits));
        }

        @Override
        public void started(EventChain chain, Optional<String> workerName) {
            chain.add(EventType.LAMBDA_FUNCTION_STARTED);
        }

        @Override
        public void succeeded(EventChain chain, JsonNode output) {
            chain.add(EventType.LAMBDA_FUNCTION_SUCCEEDED, new EventDetails.Output(output));
        }

        @Override
        public void failed(EventChain chain, Failure failure) {
            chain.add(EventType.LAMBDA_FUNCTION_FAILED, new EventDetails.Failed(failure));
        }

        @Override
        public void timedOut(EventChain chain) {
            chain.add(EventType.LAMBDA_FUNCTION_TIMED_OUT, new EventDetails.Failed(Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return arn;
        }
    }

    /// `Activity...`
    record Activity(String arn) implements TaskEvents {
        @Override
        public void scheduled(EventChain chain, JsonNode parameters, EventDetails.Limits limits) {
            chain.add(EventType.ACTIVITY_SCHEDULED, new EventDetails.Scheduled(arn, parameters, limits));
        }

        @Override
        public void started(EventChain chain, Optional<String> workerName) {
            chain.add(EventType.ACTIVITY_STARTED, new EventDetails.WorkerStarted(workerName));
        }

        @Override
        public void succeeded(EventChain chain, JsonNode output) {
            chain.add(EventType.ACTIVITY_SUCCEEDED, new EventDetails.Output(output));
        }

        @Override
        public void failed(EventChain chain, Failure failure) {
            chain.add(EventType.ACTIVITY_FAILED, new EventDetails.Failed(failure));
        }

        @Override
        public void timedOut(EventChain chain) {
            chain.add(EventType.ACTIVITY_TIMED_OUT, new EventDetails.Failed(Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return arn;
        }
    }
}
