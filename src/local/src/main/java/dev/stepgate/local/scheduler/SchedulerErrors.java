// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import dev.stepgate.local.aws.AwsException;

/// The errors of EventBridge Scheduler, with its messages.
final class SchedulerErrors {
    private SchedulerErrors() {}

    static AwsException noSuchSchedule(String name) {
        return new AwsException(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
    }

    static AwsException noSuchGroup(String name) {
        return new AwsException(404, "ResourceNotFoundException", "Schedule group " + name + " does not exist.");
    }

    static AwsException conflict(String message) {
        return new AwsException(409, "ConflictException", message);
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }
}
