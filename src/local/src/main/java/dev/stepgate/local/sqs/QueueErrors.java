// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import dev.stepgate.local.aws.AwsException;

/// The errors of SQS, with its messages.
final class QueueErrors {

    private QueueErrors() {}

    static AwsException noSuchQueue() {
        return new AwsException(400, "QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsException missing(String parameter) {
        return new AwsException(400, "MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "InvalidParameterValue", message);
    }

    static AwsException invalidValue(Object value, String parameter, String reason) {
        return invalid("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static AwsException noNumber(String value, String parameter) {
        return invalidValue(value, parameter, "Must be an integer.");
    }

    static AwsException unknownAttribute(String name) {
        return new AwsException(400, "InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static AwsException attributeValue(String name) {
        return new AwsException(400, "InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static AwsException onlyFifo(String name) {
        return new AwsException(
                400, "InvalidAttributeName", "You can specify the " + name + " only when FifoQueue is set to true.");
    }

    static AwsException badReceiptHandle(String handle) {
        return new AwsException(
                404,
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    /// Reports that the memory is full, with the code that SQS has for too many messages in flight.
    static AwsException overLimit(long bytes) {
        return new AwsException(
                403,
                "OverLimit",
                "The queues hold more than " + bytes + " bytes, an eighth of the heap, which is as much as the local"
                        + " runtime keeps. Receive and delete messages, purge a queue, or give the JVM more memory.");
    }

    static AwsException noSuchResource(String message) {
        return new AwsException(404, "ResourceNotFoundException", message);
    }

    static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }
}
