// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import dev.stepgate.local.aws.AwsException;

/// The errors of Parameter Store, with its messages.
final class ParameterErrors {
    private ParameterErrors() {}

    static AwsException notFound(String name) {
        return of("ParameterNotFound", "Parameter " + name + " not found.");
    }

    static AwsException noSuchSecret(String name) {
        return of(
                "ParameterNotFound",
                "An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret " + name
                        + " not found.");
    }

    static AwsException noSuchVersion(String version, String name) {
        return of(
                "ParameterVersionNotFound",
                "Systems Manager could not find version " + version + " of " + name
                        + ". Verify the version and try again.");
    }

    static AwsException invalid(String message) {
        return of("ValidationException", message);
    }

    static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }
}
