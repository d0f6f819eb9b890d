// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.ObjectStore;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.aws.UpstreamService;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs the calls of Task states: to functions, and to the services in this JVM. The shapes of outputs and
/// errors are those of the AWS SDK for Java, which Step Functions exposes.
public final class ServiceIntegrations implements Tasks {
    private static final String SDK = "aws-sdk:";

    private static final Set<String> LEAVING = Set.of(
            "apigateway:invoke",
            "aws-sdk:lambda:invoke",
            "aws-sdk:lambda:invokeAsync",
            "aws-sdk:sfn:startSyncExecution",
            "http:invoke",
            "lambda:invoke");

    private static final Set<String> MAY_BE_ABSENT = Set.of("dynamodb", "events");

    private final IntegrationDependencies dependencies;
    private final ServiceIntegration functions;
    private final Map<String, ServiceIntegration> optimized;

    public ServiceIntegrations(Backends backends, Time time, ExecutionIds ids) {
        dependencies = new IntegrationDependencies(backends, time, ids);
        functions = new FunctionTask(dependencies);
        optimized = Map.ofEntries(
                Map.entry("apigateway:invoke", new ApiGatewayInvoke(dependencies)),
                Map.entry("dynamodb:deleteItem", new DynamoDbCall(dependencies, "DeleteItem")),
                Map.entry("dynamodb:getItem", new DynamoDbCall(dependencies, "GetItem")),
                Map.entry("dynamodb:putItem", new DynamoDbCall(dependencies, "PutItem")),
                Map.entry("dynamodb:updateItem", new DynamoDbCall(dependencies, "UpdateItem")),
                Map.entry("events:putEvents", new EventsPutEvents(dependencies)),
                Map.entry("http:invoke", new HttpInvoke(dependencies, new HttpRequests())),
                Map.entry("lambda:invoke", new LambdaInvoke(dependencies)),
                Map.entry("sns:publish", new SnsPublish(dependencies)),
                Map.entry("sqs:sendMessage", new SqsSendMessage(dependencies)),
                Map.entry("states:startExecution", new StartExecution(dependencies)));
    }

    /// The operations of a service, served here or not; none where not all of them are known.
    ///
    /// @param service as in an ARN: `states`
    public static Set<String> operations(String service) {
        return TaskFields.operations(service);
    }

    /// Returns access to the S3 objects of distributed Maps.
    public ObjectStore objects() {
        return new S3Objects(dependencies);
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return resource instanceof TaskResource.Activity
                        || isOfMaps(resource)
                        || find(resource).isPresent()
                ? Optional.empty()
                : Optional.of("Resource '" + resource.arn() + "' is not supported by this local runtime");
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return TaskFields.problems(resource, arguments);
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        Optional<ServiceIntegration> integration = find(request.resource());
        if (integration.isEmpty()) {
            progress.broken(problem(request.resource()).orElse(""));
            return TaskHandle.NOTHING_TO_CANCEL;
        }
        return integration.get().start(request, progress);
    }

    /// Returns true for calls of functions, other machines and APIs. A call of a service in this JVM is
    /// complete when it has answered.
    @Override
    public boolean isLeaving(TaskRequest request) {
        return switch (request.resource()) {
            case TaskResource.LambdaFunction _ -> true;
            case TaskResource.Activity _ -> false;
            case TaskResource.Service service ->
                LEAVING.contains(service.service() + ":" + service.action()) || isElsewhere(service);
        };
    }

    private boolean isElsewhere(TaskResource.Service task) {
        Optional<ServiceModel> model = task.service().startsWith(SDK)
                ? ServiceModel.ofSdk(task.service().substring(SDK.length()))
                : ServiceModel.find(task.service());
        return model.filter(this::isElsewhere).isPresent();
    }

    private boolean isElsewhere(ServiceModel service) {
        return dependencies.backends().service(service.name()).orElse(null) instanceof UpstreamService;
    }

    /// Lambda's error for a call whose result is unknown
    /// ([Lambda.Unknown](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html)).
    @Override
    public void lost(TaskRequest request, TaskProgress progress) {
        boolean isHttp = request.resource() instanceof TaskResource.Service service
                && service.service().equals("http");
        progress.failed(
                isHttp ? "States.Http.Socket" : "Lambda.Unknown",
                "The process that made the call has ended before the answer came.");
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return find(request.resource())
                .map(integration -> integration.resume(request, submitted, progress))
                .orElse(TaskHandle.NOTHING_TO_CANCEL);
    }

    /// Tells whether a resource may be named only by an ItemReader or a ResultWriter, and not by a Task.
    private boolean isOfMaps(TaskResource resource) {
        return resource instanceof TaskResource.Service service
                && service.service().equals("s3")
                && isHere("s3");
    }

    private Optional<ServiceIntegration> find(TaskResource resource) {
        return switch (resource) {
            case TaskResource.LambdaFunction _ -> Optional.of(functions);
            case TaskResource.Activity _ -> Optional.empty();
            case TaskResource.Service service ->
                Optional.ofNullable(optimized.get(service.service() + ":" + service.action()))
                        .filter(_ -> !MAY_BE_ABSENT.contains(service.service()) || isHere(service.service()))
                        .or(() -> sdk(service))
                        .or(() -> upstream(service));
        };
    }

    /// An optimized integration of a service that runs elsewhere; of those that wait for a job, the ones in [Job].
    private Optional<ServiceIntegration> upstream(TaskResource.Service task) {
        Optional<ServiceModel> found = ServiceModel.find(task.service()).filter(this::isElsewhere);
        return switch (task.pattern()) {
            case SYNC, SYNC_2 ->
                found.flatMap(
                        service -> Job.of(task).map(job -> new JobRun(dependencies, service, task.action(), job)));
            case REQUEST_RESPONSE, WAIT_FOR_TASK_TOKEN ->
                found.map(service -> new SdkCall(dependencies, service, task.action()));
        };
    }

    private boolean isHere(String service) {
        return dependencies.backends().service(service).isPresent();
    }

    private Optional<ServiceIntegration> sdk(TaskResource.Service task) {
        return Optional.of(task.service())
                .filter(name -> name.startsWith(SDK))
                .flatMap(name -> ServiceModel.ofSdk(name.substring(SDK.length())))
                .filter(service -> serves(service, SdkNames.capitalized(task.action())))
                .map(service -> new SdkCall(dependencies, service, task.action()));
    }

    private boolean serves(ServiceModel service, String operation) {
        return dependencies
                .backends()
                .service(service.name())
                .filter(found -> found.serves(operation))
                .isPresent();
    }
}
