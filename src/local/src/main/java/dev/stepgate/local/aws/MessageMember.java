// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.util.Map;
import java.util.Set;

/// The member of a JSON error that holds its message: `message`, or `Message` where the service's API model
/// (as botocore publishes it) says so. SDKs take either for the text of an exception; the member of that name
/// in the exception itself is filled by the model's.
final class MessageMember {
    /// The errors of a service that have `Message`.
    private static final Map<String, Set<String>> CAPITAL = Map.of(
            "lambda",
            Set.of("ResourceNotFoundException", "ServiceException", "RecursiveInvocationException"),
            "scheduler",
            Set.of(
                    "ConflictException",
                    "InternalServerException",
                    "ResourceNotFoundException",
                    "ServiceQuotaExceededException",
                    "ThrottlingException",
                    "ValidationException"),
            "secretsmanager",
            Set.of(
                    "DecryptionFailure",
                    "EncryptionFailure",
                    "InternalServiceError",
                    "InvalidNextTokenException",
                    "InvalidParameterException",
                    "InvalidRequestException",
                    "LimitExceededException",
                    "MalformedPolicyDocumentException",
                    "PreconditionNotMetException",
                    "PublicPolicyException",
                    "ResourceExistsException",
                    "ResourceNotFoundException"),
            "dynamodb",
            Set.of(
                    "AccessDeniedException",
                    "SerializationException",
                    "IdempotentParameterMismatchException",
                    "TransactionCanceledException",
                    "TransactionInProgressException"));

    private MessageMember() {}

    /// @param service the name in ARNs
    /// @param failure if it is a condition of DynamoDB with the item that failed it, its message is in `Message`,
    ///     unlike that of one without
    static String of(String service, AwsException failure) {
        boolean isWithItem = service.equals("dynamodb") && failure.members().has("Item");
        return isWithItem ? "Message" : of(service, failure.code());
    }

    private static String of(String service, String code) {
        return CAPITAL.getOrDefault(service, Set.of()).contains(code) ? "Message" : "message";
    }
}
