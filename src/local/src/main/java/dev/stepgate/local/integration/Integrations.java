// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import dev.stepgate.local.asl.Resource;
import dev.stepgate.local.asl.run.Ids;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.time.Time;
import java.util.Map;
import java.util.Optional;

/// What Task states can call here: functions, and the services in this JVM. The shapes of outputs and errors are those
/// of the AWS SDK for Java, which Step Functions shows through.
public final class Integrations implements Tasks {

    private final Surroundings surroundings;
    private final Integration functions;
    private final Map<String, Integration> optimized;

    public Integrations(Backends backends, Time time, Ids ids) {
        surroundings = new Surroundings(backends, time, ids);
        functions = new FunctionTask(surroundings);
        optimized = Map.of(
                "apigateway:invoke", new ApiGatewayInvoke(surroundings),
                "http:invoke", new HttpInvoke(surroundings, new HttpRequests()),
                "lambda:invoke", new LambdaInvoke(surroundings),
                "sns:publish", new Publish(surroundings),
                "sqs:sendMessage", new SendMessage(surroundings),
                "states:startExecution", new StartExecution(surroundings));
    }

    @Override
    public Optional<String> problem(Resource resource) {
        return resource instanceof Resource.Activity || find(resource).isPresent()
                ? Optional.empty()
                : Optional.of("Resource '" + resource.arn() + "' is not supported by this local runtime");
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        Optional<Integration> integration = find(request.resource());
        if (integration.isEmpty()) {
            progress.broken(problem(request.resource()).orElse(""));
            return TaskHandle.NOTHING_TO_CANCEL;
        }
        return integration.get().start(request, progress);
    }

    private Optional<Integration> find(Resource resource) {
        return switch (resource) {
            case Resource.LambdaFunction _ -> Optional.of(functions);
            case Resource.Activity _ -> Optional.empty();
            case Resource.Service service ->
                Optional.ofNullable(optimized.get(service.service() + ":" + service.action()))
                        .or(() -> sdk(service));
        };
    }

    private Optional<Integration> sdk(Resource.Service service) {
        return SdkService.find(service.service(), service.action())
                .map(found -> new SdkCall(surroundings, found, service.action()));
    }
}
