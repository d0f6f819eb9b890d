// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.aws.AwsException;
import java.util.List;

/// The errors of the service, with AWS's codes and wording ([errors of each
/// operation](https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html)).
final class StepFunctionsErrors {
    private StepFunctionsErrors() {}

    private static AwsException error(String code, String message) {
        return new AwsException(400, code, message);
    }

    static AwsException validation(String message) {
        return error("ValidationException", message);
    }

    /// Makes the refusal of an operation; `reason` is one of the API model's `ValidationExceptionReason`.
    static AwsException validation(String message, String reason) {
        return new AwsException(
                400, "ValidationException", message, ResponseShapes.object().put("reason", reason));
    }

    static AwsException labeledArn(String arn) {
        return validation(
                "This operation does not support the ARN of a Distributed Map state: '" + arn + "'",
                "API_DOES_NOT_SUPPORT_LABELED_ARNS");
    }

    static AwsException invalidRoutes(String message) {
        return validation(message, "INVALID_ROUTING_CONFIGURATION");
    }

    static AwsException missing(String name) {
        return validation("1 validation error detected: Value null at '" + name
                + "' failed to satisfy constraint: Member must not be null");
    }

    static AwsException invalidRole(String arn) {
        return error("InvalidArn", "Invalid Role Arn: '" + arn + "'");
    }

    static AwsException invalidArn(String why) {
        return error("InvalidArn", "Invalid Arn: '" + why + "'");
    }

    static AwsException invalidName(String name) {
        return error("InvalidName", "Invalid Name: '" + name + "'");
    }

    static AwsException invalidToken() {
        return error("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    static AwsException invalidDefinition(String problems) {
        return error("InvalidDefinition", "Invalid State Machine Definition: '" + problems + "'");
    }

    static AwsException unsupportedState(String message) {
        return error("InvalidDefinition", message);
    }

    static AwsException invalidLogging(String why) {
        return error("InvalidLoggingConfiguration", "Invalid Logging Configuration: " + why);
    }

    static AwsException invalidEncryption(String why) {
        return error("InvalidEncryptionConfiguration", "Invalid Encryption Configuration: " + why);
    }

    static AwsException missingParameter(String message) {
        return error("MissingRequiredParameter", message);
    }

    static AwsException machineExists(String arn) {
        return error("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
    }

    static AwsException noSuchMachine(String arn) {
        return error("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    static AwsException wrongType() {
        return error("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
    }

    static AwsException conflict(String message) {
        return error("ConflictException", message);
    }

    static AwsException noSuchResource(String arn) {
        return error("ResourceNotFound", "Resource not found: '" + arn + "'");
    }

    static AwsException noSuchReference() {
        return error("ResourceNotFound", "Request references a resource that does not exist.");
    }

    /// Reports that too many executions are running. AWS gives this error at a million; the limit in bytes is
    /// this runtime's own.
    static AwsException executionLimit(long bytes) {
        return error(
                "ExecutionLimitExceeded",
                "The running executions hold more than " + bytes + " bytes of data, which is as much as this runtime"
                        + " keeps (--retention-memory). Executions must end or be stopped before a new one can start.");
    }

    static AwsException executionExists(String arn) {
        return error("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    static AwsException noSuchExecution(String arn) {
        return error("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    static AwsException invalidInput(String why) {
        return error("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
    }

    static AwsException invalidOutput(String why) {
        return error("InvalidOutput", "Invalid Output: '" + why + "'");
    }

    static AwsException notRedrivable(String why) {
        return error("ExecutionNotRedrivable", why);
    }

    static AwsException noSuchActivity(String arn) {
        return error("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
    }

    static AwsException activityExists(String arn) {
        return error("ActivityAlreadyExists", "Activity Already Exists: '" + arn + "'");
    }

    static AwsException noSuchTask() {
        return error("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist anymore'");
    }

    static AwsException taskTimedOut() {
        return error("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    static AwsException tooManyTags(String arn) {
        return error("TooManyTags", "Too many tags: '" + arn + "'");
    }

    static AwsException quotaExceeded(String message) {
        return error("ServiceQuotaExceededException", message);
    }

    static String sentence(List<?> problems) {
        return String.join(", ", problems.stream().map(Object::toString).toList());
    }
}
