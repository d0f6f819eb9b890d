// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.concurrent.Completions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The error name and the cause that Step Functions makes of a service's refusal. They are those of the AWS
/// SDK for Java that it calls the service with: version 1 behind the optimized integrations, version 2 behind
/// `aws-sdk`.
///
/// @param prefix before the dot of the error name
/// @param service as the cause tells it
/// @param unmodelled the exception class for codes that the API model does not know
/// @param version of the SDK
record ServiceError(String prefix, String service, String unmodelled, SdkVersion version) {

    enum SdkVersion {
        ONE,
        TWO
    }

    /// Codes that no API model lists.
    private static final Set<String> UNMODELLED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "InvalidParameterCombination",
            "InvalidParameterValue",
            "MissingParameter",
            "ThrottlingException",
            "UnknownOperationException");

    /// Services by their prefixes whose models list no ValidationException.
    private static final Set<String> WITHOUT_VALIDATION =
            Set.of("DynamoDB", "DynamoDb", "DynamoDbStreams", "EventBridge", "SecretsManager");

    /// The errors that S3's model lists; clients throw any other as S3Exception.
    private static final Set<String> OF_S3 = Set.of(
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
            "EncryptionTypeMismatch",
            "InvalidObjectState",
            "InvalidRequest",
            "InvalidWriteOffset",
            "NoSuchBucket",
            "NoSuchKey",
            "NoSuchUpload",
            "TooManyParts");

    /// What SQS calls its errors on the wire of its older protocol, and version 1 of the SDK still does.
    private static final Map<String, String> QUERY_CODES = Map.of(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
            "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation");

    /// The exceptions of `AmazonDynamoDBv2` are named without it.
    private static final Pattern VERSION = Pattern.compile("v\\d+$");

    /// For an optimized integration.
    ///
    /// @param service as in an ARN
    static ServiceError ofOptimized(String service) {
        ServiceModel.Sdk1 sdk = Objects.requireNonNull(ServiceModel.of(service).sdk1(), service);
        String unmodelled = VERSION.matcher(sdk.service()).replaceFirst("") + "Exception";
        return new ServiceError(sdk.prefix(), sdk.service(), unmodelled, SdkVersion.ONE);
    }

    /// For an `aws-sdk` integration.
    static ServiceError ofSdk(ServiceModel service) {
        return new ServiceError(service.sdkId(), service.sdkId(), service.sdkId() + "Exception", SdkVersion.TWO);
    }

    /// Fails the task with what the service, or our own code, threw.
    void report(Throwable thrown, String requestId, TaskProgress progress) {
        Throwable cause = Completions.cause(thrown);
        if (cause instanceof AwsException refused) {
            progress.failed(name(refused), causeText(refused, requestId));
        } else {
            progress.failed(prefix + ".SdkClientException", "Unable to execute HTTP request: " + cause.getMessage());
        }
    }

    private String name(AwsException refused) {
        String code = refused.code();
        if (UNMODELLED.contains(code)
                || (code.equals("ValidationException") && WITHOUT_VALIDATION.contains(prefix))
                || (isS3() && !OF_S3.contains(code))) {
            return prefix + "." + unmodelled;
        }
        return prefix + "." + (code.endsWith("Exception") ? code : code + "Exception");
    }

    private boolean isS3() {
        return prefix.equals("S3");
    }

    String causeText(AwsException refused, String requestId) {
        return switch (version) {
            case ONE ->
                refused.message() + " (Service: " + service + "; Status Code: " + refused.status() + "; Error Code: "
                        + QUERY_CODES.getOrDefault(refused.code(), refused.code()) + "; Request ID: " + requestId
                        + "; Proxy: null)";
            case TWO ->
                refused.message() + " (Service: " + service + ", Status Code: " + refused.status() + ", Request ID: "
                        + requestId + (isS3() ? ", Extended Request ID: " + requestId : "")
                        + ") (SDK Attempt Count: 1)";
        };
    }
}
