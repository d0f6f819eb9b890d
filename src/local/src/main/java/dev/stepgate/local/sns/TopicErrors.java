// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import dev.stepgate.local.aws.AwsException;

/// The errors of SNS, with its messages.
final class TopicErrors {

    private TopicErrors() {}

    static AwsException noSuchTopic() {
        return new AwsException(404, "NotFound", "Topic does not exist");
    }

    /// The error of operations on tags.
    static AwsException noSuchResource() {
        return new AwsException(404, "ResourceNotFound", "Resource does not exist");
    }

    static AwsException noSuchSubscription() {
        return new AwsException(404, "NotFound", "Subscription does not exist");
    }

    static AwsException missing(String name) {
        return invalid(name + " Reason: no value for required parameter");
    }

    static AwsException invalid(String what) {
        return new AwsException(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }
}
