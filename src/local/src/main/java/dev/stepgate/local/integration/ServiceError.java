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

/// The error name and the cause that Step Functions derives from a service's refusal. They are those of the
/// AWS SDK for Java by which it calls the service: version 1 for the optimized integrations, version 2 for
/// `aws-sdk`.
///
/// @param prefix before the dot of the error name
/// @param service the service's name in the cause
/// @param unmodelled the exception class for codes that are not in the API model
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

    /// The prefixes of services whose models have no ValidationException.
    private static final Set<String> WITHOUT_VALIDATION =
            Set.of("DynamoDB", "DynamoDb", "DynamoDbStreams", "EventBridge", "SecretsManager");

    /// The errors in S3's model; clients throw any other as S3Exception.
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

    /// The error codes of SQS in its older protocol, which version 1 of the SDK still uses.
    private static final Map<String, String> QUERY_CODES = Map.of(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
            "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation");

    /// A suffix of the client's name, as in `AmazonDynamoDBv2`, that exceptions lack.
    private static final Pattern VERSION = Pattern.compile("v\\d+$");

    /// Makes the errors of an optimized integration.
    ///
    /// @param service as in an ARN
    static ServiceError ofOptimized(String service) {
        ServiceModel.Sdk1 sdk = Objects.requireNonNull(ServiceModel.of(service).sdk1(), service);
        String unmodelled = VERSION.matcher(sdk.service()).replaceFirst("") + "Exception";
        return new ServiceError(sdk.prefix(), sdk.service(), unmodelled, SdkVersion.ONE);
    }

    /// Makes the errors of an `aws-sdk` integration.
    static ServiceError ofSdk(ServiceModel service) {
        return new ServiceError(service.sdkId(), service.sdkId(), service.sdkId() + "Exception", SdkVersion.TWO);
    }

    /// Fails the task with an exception of the service, or of our own code.
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
