// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Resource;
import java.util.Optional;

/// The events of a task, in the family of its resource.
sealed interface TaskEvents {

    void scheduled(Chain chain, JsonNode parameters, Details.Limits limits);

    void started(Chain chain, Optional<String> workerName);

    void succeeded(Chain chain, JsonNode output);

    void failed(Chain chain, Failure failure);

    void timedOut(Chain chain);

    /// What a result that is too large is said to come from.
    String origin();

    static TaskEvents of(Resource resource) {
        return switch (resource) {
            case Resource.LambdaFunction function -> new Function(function.arn());
            case Resource.Activity activity -> new Activity(activity.arn());
            case Resource.Service service ->
                new Service(new Details.Service(
                        service.service(), service.action() + service.pattern().suffix()));
        };
    }

    /// `Task...`
    record Service(Details.Service service) implements TaskEvents {
        @Override
        public void scheduled(Chain chain, JsonNode parameters, Details.Limits limits) {
            chain.add(EventType.TASK_SCHEDULED, new Details.TaskScheduled(service, chain.region(), parameters, limits));
        }

        @Override
        public void started(Chain chain, Optional<String> workerName) {
            chain.add(EventType.TASK_STARTED, new Details.TaskStarted(service));
        }

        void submitted(Chain chain, JsonNode output) {
            chain.add(EventType.TASK_SUBMITTED, new Details.TaskOutput(service, output));
        }

        @Override
        public void succeeded(Chain chain, JsonNode output) {
            chain.add(EventType.TASK_SUCCEEDED, new Details.TaskOutput(service, output));
        }

        @Override
        public void failed(Chain chain, Failure failure) {
            chain.add(EventType.TASK_FAILED, new Details.TaskFailed(service, failure));
        }

        @Override
        public void timedOut(Chain chain) {
            chain.add(EventType.TASK_TIMED_OUT, new Details.TaskFailed(service, Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return service.type();
        }
    }

    /// `LambdaFunction...`
    record Function(String arn) implements TaskEvents {
        @Override
        public void scheduled(Chain chain, JsonNode parameters, Details.Limits limits) {
            chain.add(EventType.LAMBDA_FUNCTION_SCHEDULED, new Details.Scheduled(arn, parameters, limits));
        }

        @Override
        public void started(Chain chain, Optional<String> workerName) {
            chain.add(EventType.LAMBDA_FUNCTION_STARTED);
        }

        @Override
        public void succeeded(Chain chain, JsonNode output) {
            chain.add(EventType.LAMBDA_FUNCTION_SUCCEEDED, new Details.Output(output));
        }

        @Override
        public void failed(Chain chain, Failure failure) {
            chain.add(EventType.LAMBDA_FUNCTION_FAILED, new Details.Failed(failure));
        }

        @Override
        public void timedOut(Chain chain) {
            chain.add(EventType.LAMBDA_FUNCTION_TIMED_OUT, new Details.Failed(Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return arn;
        }
    }

    /// `Activity...`
    record Activity(String arn) implements TaskEvents {
        @Override
        public void scheduled(Chain chain, JsonNode parameters, Details.Limits limits) {
            chain.add(EventType.ACTIVITY_SCHEDULED, new Details.Scheduled(arn, parameters, limits));
        }

        @Override
        public void started(Chain chain, Optional<String> workerName) {
            chain.add(EventType.ACTIVITY_STARTED, new Details.WorkerStarted(workerName));
        }

        @Override
        public void succeeded(Chain chain, JsonNode output) {
            chain.add(EventType.ACTIVITY_SUCCEEDED, new Details.Output(output));
        }

        @Override
        public void failed(Chain chain, Failure failure) {
            chain.add(EventType.ACTIVITY_FAILED, new Details.Failed(failure));
        }

        @Override
        public void timedOut(Chain chain) {
            chain.add(EventType.ACTIVITY_TIMED_OUT, new Details.Failed(Failure.TIMEOUT));
        }

        @Override
        public String origin() {
            return arn;
        }
    }
}
