// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The names of one AWS service: in ARNs and signatures, on the wire, in the AWS SDKs and in the errors that
/// Step Functions derives from the SDKs' exceptions. This is the only table of them, for all code that calls
/// a service or reads a call. The facts come from the services' API models as botocore publishes them.
///
/// A service in this table need not run in this JVM: a refusal can still name it.
///
/// @param name in ARNs and in the scope of a signature: `states`
/// @param sdkId the service id of the AWS SDK for Java 2, which begins its exceptions' names and, in lower
///     case, is the service of an `aws-sdk` task: `Sfn`
/// @param json its JSON protocol; null where it has none
/// @param query its query protocol; null where it has none
/// @param sdk1 its names in version 1 of the SDK, which Step Functions' optimized integrations still show;
///     null where no optimized integration calls it
public record ServiceModel(
        String name,
        String sdkId,
        @Nullable Json json,
        @Nullable QueryDialect query,
        @Nullable Sdk1 sdk1) {

    /// AWS JSON.
    ///
    /// @param target before the dot of `X-Amz-Target`
    /// @param version `1.0` or `1.1`
    /// @param namespace before an error's name in `__type`; empty when there is none
    public record Json(String target, String version, String namespace) {}

    /// Version 1 of the AWS SDK for Java.
    ///
    /// @param prefix before the dot of an error's name: `SQS`
    /// @param service in the text of an exception: `AmazonSQS`
    public record Sdk1(String prefix, String service) {}

    private static final List<ServiceModel> ALL = List.of(
            new ServiceModel(
                    "states",
                    "Sfn",
                    new Json("AWSStepFunctions", "1.0", "com.amazonaws.swf.service.v2.model#"),
                    null,
                    new Sdk1("StepFunctions", "AWSStepFunctions")),
            new ServiceModel("lambda", "Lambda", null, null, new Sdk1("Lambda", "AWSLambda")),
            new ServiceModel(
                    "sqs",
                    "Sqs",
                    new Json("AmazonSQS", "1.0", "com.amazonaws.sqs#"),
                    QueryDialect.SQS,
                    new Sdk1("SQS", "AmazonSQS")),
            new ServiceModel("sns", "Sns", null, QueryDialect.SNS, new Sdk1("SNS", "AmazonSNS")),
            new ServiceModel("execute-api", "ApiGatewayManagementApi", null, null, null),
            new ServiceModel("sts", "Sts", null, QueryDialect.STS, null),
            new ServiceModel(
                    "dynamodb",
                    "DynamoDb",
                    new Json("DynamoDB_20120810", "1.0", "com.amazonaws.dynamodb.v20120810#"),
                    null,
                    new Sdk1("DynamoDB", "AmazonDynamoDBv2")),
            new ServiceModel(
                    "dynamodb",
                    "DynamoDbStreams",
                    new Json("DynamoDBStreams_20120810", "1.0", "com.amazonaws.dynamodb.v20120810#"),
                    null,
                    null),
            new ServiceModel("s3", "S3", null, null, null),
            new ServiceModel(
                    "events",
                    "EventBridge",
                    new Json("AWSEvents", "1.1", ""),
                    null,
                    new Sdk1("EventBridge", "AmazonEventBridge")),
            new ServiceModel("scheduler", "Scheduler", null, null, null),
            new ServiceModel("ssm", "Ssm", new Json("AmazonSSM", "1.1", ""), QueryDialect.SSM, null),
            new ServiceModel("secretsmanager", "SecretsManager", new Json("secretsmanager", "1.1", ""), null, null));

    private static final Map<String, ServiceModel> BY_TARGET = byTarget();

    private static Map<String, ServiceModel> byTarget() {
        Map<String, ServiceModel> models = new HashMap<>();
        for (ServiceModel model : ALL) {
            Json json = model.json;
            if (json != null) {
                models.put(json.target(), model);
            }
        }
        return Map.copyOf(models);
    }

    /// Finds the service with that name in ARNs.
    public static Optional<ServiceModel> find(String name) {
        return find(model -> model.name.equals(name));
    }

    /// Returns the service with that name in ARNs, which must be in the table.
    public static ServiceModel of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }

    /// Finds the service of an `aws-sdk` task, such as `sfn`, ignoring case.
    public static Optional<ServiceModel> ofSdk(String id) {
        return find(model -> model.sdkId.equalsIgnoreCase(id));
    }

    /// The services of `aws-sdk` tasks.
    public static Set<String> sdkServices() {
        return Stream.concat(ALL.stream(), OtherServices.all())
                .map(model -> model.sdkId.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Finds the service whose JSON protocol has that target.
    static Optional<ServiceModel> ofTarget(String target) {
        ServiceModel own = BY_TARGET.get(target);
        return own != null
                ? Optional.of(own)
                : OtherServices.find(
                        model -> model.json != null && model.json.target().equals(target));
    }

    private static Optional<ServiceModel> find(Predicate<ServiceModel> wanted) {
        return ALL.stream().filter(wanted).findFirst().or(() -> OtherServices.find(wanted));
    }

    /// Returns true when the names of members begin in lower case, `clusterName`, which state machines write with
    /// a capital letter.
    public boolean hasLowerCaseMembers() {
        return OtherServices.hasLowerCaseMembers(this);
    }

    /// Finds the service whose query protocol has that version.
    static Optional<ServiceModel> ofVersion(String version) {
        return ALL.stream()
                .filter(model -> model.query != null && model.query.version().equals(version))
                .findFirst();
    }

    /// Returns the header `X-Amz-Target` with which API Gateway calls an action of the service; empty where
    /// it uses the query protocol or paths.
    public Optional<String> target(String action) {
        return json == null || query != null ? Optional.empty() : Optional.of(json.target() + "." + action);
    }

    /// The media type of the JSON protocol; plain JSON where the service has none.
    public String contentType() {
        return json == null ? "application/json" : "application/x-amz-json-" + json.version();
    }
}
