// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import java.util.Optional;
import java.util.Set;

/// The integration subtypes that are served here
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html)).
///
/// @param required parameters
/// @param optional parameters
record IntegrationSubtype(String subtype, String service, String target, Set<String> required, Set<String> optional) {
    /// Those of the reference that are not served.
    static final Set<String> NOT_HERE = Set.of(
            "AppConfig-GetConfiguration",
            "EventBridge-PutEvents",
            "Kinesis-PutRecord",
            "SQS-DeleteMessage",
            "SQS-PurgeQueue",
            "SQS-ReceiveMessage");

    private static final Set<IntegrationSubtype> ALL = Set.of(
            new IntegrationSubtype(
                    "StepFunctions-StartExecution",
                    "states",
                    "AWSStepFunctions.StartExecution",
                    Set.of("StateMachineArn"),
                    Set.of("Name", "Input", "TraceHeader", "Region")),
            new IntegrationSubtype(
                    "StepFunctions-StartSyncExecution",
                    "states",
                    "AWSStepFunctions.StartSyncExecution",
                    Set.of("StateMachineArn"),
                    Set.of("Name", "Input", "TraceHeader", "Region")),
            new IntegrationSubtype(
                    "StepFunctions-StopExecution",
                    "states",
                    "AWSStepFunctions.StopExecution",
                    Set.of("ExecutionArn"),
                    Set.of("Cause", "Error", "Region")),
            new IntegrationSubtype(
                    "SQS-SendMessage",
                    "sqs",
                    "AmazonSQS.SendMessage",
                    Set.of("QueueUrl", "MessageBody"),
                    Set.of(
                            "DelaySeconds",
                            "MessageAttributes",
                            "MessageDeduplicationId",
                            "MessageGroupId",
                            "MessageSystemAttributes",
                            "Region")));

    static Optional<IntegrationSubtype> of(String subtype) {
        return ALL.stream().filter(action -> action.subtype.equals(subtype)).findFirst();
    }

    /// The member of the service's request: Step Functions writes its members with a small letter.
    String member(String parameter) {
        return service.equals("states")
                ? Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1)
                : parameter;
    }
}
