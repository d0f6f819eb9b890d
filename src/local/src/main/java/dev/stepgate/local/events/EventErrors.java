// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import dev.stepgate.local.aws.AwsException;

/// The errors of EventBridge, with its messages.
final class EventErrors {
    private EventErrors() {}

    static AwsException noSuchBus(String name) {
        return notFound("Event bus " + name + " does not exist.");
    }

    static AwsException noSuchRule(String name, String bus) {
        return notFound("Rule " + name + " does not exist on EventBus " + bus + ".");
    }

    static AwsException notFound(String message) {
        return of("ResourceNotFoundException", message);
    }

    static AwsException exists(String message) {
        return of("ResourceAlreadyExistsException", message);
    }

    static AwsException invalid(String message) {
        return of("ValidationException", message);
    }

    static AwsException invalidParameter(String name, String reason) {
        return invalid("Parameter " + name + " is not valid. Reason: " + reason);
    }

    static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }
}
