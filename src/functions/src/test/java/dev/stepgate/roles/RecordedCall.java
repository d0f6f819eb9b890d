// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.roles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/// A call of an AWS service that was made with a role, as IAM sees it.
///
/// @param action such as `states:StartExecution`
/// @param resource its ARN
record RecordedCall(String role, String action, String resource) {
    private static final String ACCOUNT = ":us-east-1:123456789012:";

    /// The machine whose tasks are ended by token: it is the only one that waits for callbacks.
    private static final String WAITING = "arn:aws:states" + ACCOUNT + "stateMachine:stepgate-AsyncApiCallback";

    private static final Map<String, String> PREFIXES = Map.of("sfn", "states", "invoke", "lambda");

    /// Makes a call from the parameters of an operation, whose names may begin in either case.
    static RecordedCall of(String role, String service, String operation, JsonNode input) {
        String prefix = PREFIXES.getOrDefault(service, service);
        String name = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
        return switch (prefix + ":" + name) {
            case "lambda:Invoke" -> new RecordedCall(role, "lambda:InvokeFunction", text(input, "FunctionName"));
            case "apigateway:Invoke" ->
                new RecordedCall(
                        role,
                        "execute-api:ManageConnections",
                        "arn:aws:execute-api" + ACCOUNT
                                + text(input, "ApiEndpoint").replaceFirst("\\..*", "") + "/" + text(input, "Stage")
                                + "/" + text(input, "Method") + text(input, "Path"));
            case "sqs:SendMessage" ->
                new RecordedCall(
                        role,
                        "sqs:SendMessage",
                        "arn:aws:sqs" + ACCOUNT + text(input, "QueueUrl").replaceFirst(".*/", ""));
            case "sns:Publish" -> new RecordedCall(role, "sns:Publish", text(input, "TopicArn"));
            case "secretsmanager:GetSecretValue" ->
                new RecordedCall(role, "secretsmanager:GetSecretValue", text(input, "SecretId"));
            case "states:StartExecution", "states:StartSyncExecution" ->
                new RecordedCall(role, prefix + ":" + name, text(input, "StateMachineArn"));
            case "states:DescribeExecution", "states:StopExecution" ->
                new RecordedCall(role, prefix + ":" + name, text(input, "ExecutionArn"));
            case "states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat" ->
                new RecordedCall(role, prefix + ":" + name, WAITING);
            case "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem" ->
                new RecordedCall(
                        role, prefix + ":" + name, "arn:aws:dynamodb" + ACCOUNT + "table/" + text(input, "TableName"));
            default ->
                throw new IllegalStateException("it is not known what permission is needed for " + prefix + ":" + name);
        };
    }

    private static String text(JsonNode input, String member) {
        String small = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
        return input.path(member).asText(input.path(small).asText());
    }
}
