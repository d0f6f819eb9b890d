// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import dev.stepgate.local.aws.AwsException;

/// The errors of Secrets Manager, with its messages.
final class SecretErrors {
    private SecretErrors() {}

    static AwsException notFound() {
        return of("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    /// @param what such as `staging label: AWSCURRENT` or `VersionId: ...`
    static AwsException noSuchValue(String what) {
        return of("ResourceNotFoundException", "Secrets Manager can't find the specified secret value for " + what);
    }

    static AwsException isDeleted() {
        return invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
    }

    static AwsException invalidRequest(String message) {
        return of("InvalidRequestException", message);
    }

    static AwsException invalidParameter(String message) {
        return of("InvalidParameterException", message);
    }

    static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }
}
