// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Checks the permissions: each statement of template.yaml's roles and policies.
class RolesTest {
    /// Actions for which AWS has no resource to name:
    /// [X-Ray](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html) and the
    /// [log delivery of Step Functions](https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html).
    private static final Map<String, List<String>> ON_ANY_RESOURCE = Map.of(
            "FunctionPolicy",
            List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
            "StateMachinePolicy",
            List.of(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups",
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets"));

    private static final List<Statement> STATEMENTS = statements();
    private static final List<Trust> TRUSTS = trusts();

    @Test
    void onlyLogDeliveryAndTracesAreAllowedOnAnyResource() {
        Map<String, List<String>> found = new TreeMap<>();
        STATEMENTS.stream()
                .filter(statement -> statement.resources().contains("*"))
                .forEach(statement -> found.computeIfAbsent(statement.owner(), _ -> new ArrayList<>())
                        .addAll(statement.actions()));

        assertThat(found).isEqualTo(ON_ANY_RESOURCE);
    }

    @Test
    void noActionIsAPattern() {
        assertThat(STATEMENTS)
                .allSatisfy(statement -> assertThat(statement.actions())
                        .isNotEmpty()
                        .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+")));
    }

    @Test
    void thePatternsInResourcesAreExecutionsOfAMachineConnectionsOfAStageAndObjectsOfABucket() {
        String execution = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${%s.Name}:*";
        assertThat(STATEMENTS.stream()
                        .flatMap(statement -> statement.resources().stream())
                        .filter(resource -> resource.contains("*") && !resource.equals("*"))
                        .distinct())
                .containsExactlyInAnyOrder(
                        execution.formatted("AsyncApiCallback"),
                        execution.formatted("AsyncWorkflow"),
                        execution.formatted("RamenTimer"),
                        execution.formatted("Workflow"),
                        "${LargeBodies.Arn}/*",
                        "${LargeBodies.Arn}/bodies/*",
                        "${LargeBodies.Arn}/uploads/*",
                        "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebSocketApi}/${StageName}"
                                + "/POST/@connections/*");
    }

    @Test
    void eachRoleDoesWhatItsSystemNeedsAndNoMore() {
        Map<String, List<String>> actions = new TreeMap<>();
        STATEMENTS.stream()
                .filter(statement -> !ON_ANY_RESOURCE.containsKey(statement.owner()))
                .forEach(statement -> actions.computeIfAbsent(statement.owner(), _ -> new ArrayList<>())
                        .addAll(statement.actions()));

        assertThat(actions)
                .containsOnly(
                        entry(
                                "RestApiRole",
                                List.of(
                                        "states:StartExecution",
                                        "states:StartSyncExecution",
                                        "states:DescribeExecution",
                                        "states:StopExecution",
                                        "lambda:InvokeFunction")),
                        entry("StartRole", List.of("s3:GetObject")),
                        entry("StoreBodyRole", List.of("s3:PutObject", "states:StartExecution")),
                        entry("RequestUploadRole", List.of("s3:PutObject")),
                        entry("BodyUploadedRole", List.of("states:StartExecution")),
                        entry("StartUploadedRole", List.of("states:StartExecution")),
                        entry(
                                "WebSocketApiRole",
                                List.of(
                                        "states:StartSyncExecution",
                                        "states:StartExecution",
                                        "dynamodb:PutItem",
                                        "dynamodb:DeleteItem")),
                        entry("ValidateUserRole", List.of("lambda:InvokeFunction")),
                        entry("AsyncWorkflowEndedRole", List.of("states:StartExecution")),
                        entry(
                                "PushResultRole",
                                List.of(
                                        "execute-api:ManageConnections",
                                        "dynamodb:DeleteItem",
                                        "states:DescribeExecution")),
                        entry("RamenTimerRole", List.of("lambda:InvokeFunction")),
                        entry("WorkflowRole", List.of("lambda:InvokeFunction")),
                        entry(
                                "AsyncApiCallbackRole",
                                List.of("sqs:SendMessage", "sns:Publish", "states:StartExecution")),
                        entry(
                                "RequestConsumerRole",
                                List.of(
                                        "sqs:ReceiveMessage",
                                        "sqs:DeleteMessage",
                                        "sqs:GetQueueAttributes",
                                        "states:StartExecution")),
                        entry("ExternalApiSimulatorRole", List.of("lambda:InvokeFunction")),
                        entry(
                                "CallbackSimulatorRole",
                                List.of(
                                        "states:SendTaskSuccess",
                                        "states:SendTaskFailure",
                                        "secretsmanager:GetSecretValue")),
                        entry("RegisterCallbackRole", List.of("dynamodb:PutItem", "sqs:SendMessage")),
                        entry("RegisterCallbackTasks", List.of("states:SendTaskFailure")),
                        entry(
                                "ReceiveCallbackRole",
                                List.of(
                                        "lambda:InvokeFunction",
                                        "dynamodb:GetItem",
                                        "dynamodb:UpdateItem",
                                        "states:SendTaskSuccess",
                                        "states:SendTaskFailure",
                                        "states:SendTaskHeartbeat")),
                        entry("VerifyCallbackRole", List.of("secretsmanager:GetSecretValue")));
    }

    @Test
    void everyTrustPolicyNamesTheAccountWhereTheServiceSendsIt() {
        long trusts = TRUSTS.stream()
                .filter(trust -> !trust.service().equals("apigateway.amazonaws.com"))
                .count();

        assertThat(trusts).isGreaterThan(10);
        assertThat(TRUSTS)
                .allMatch(trust -> trust.sourceAccount() != trust.service().startsWith("apigateway."));
    }

    /// The permissions of a statement with a Resource; trust policies have none.
    private record Statement(String owner, List<String> actions, List<String> resources) {}

    private static List<Statement> statements() {
        List<Statement> found = new ArrayList<>();
        for (NodeTuple resource : member(template(), "Resources").getValue()) {
            collect(text(resource.getKeyNode()), resource.getValueNode(), found);
        }
        return found;
    }

    /// The principal that may assume a role.
    ///
    /// @param sourceAccount only for this account. It is not documented that API Gateway sends the account,
    /// and a role of another account cannot be given to an API
    private record Trust(String service, boolean sourceAccount) {}

    private static List<Trust> trusts() {
        return member(template(), "Resources").getValue().stream()
                .map(resource -> (MappingNode) resource.getValueNode())
                .filter(resource -> texts(resource, "Type").equals(List.of("AWS::IAM::Role")))
                .map(role -> member(member(role, "Properties"), "AssumeRolePolicyDocument"))
                .map(document -> (MappingNode)
                        ((SequenceNode) value(document, "Statement")).getValue().getFirst())
                .map(statement -> new Trust(
                        text(value(member(statement, "Principal"), "Service")),
                        statement.getValue().stream()
                                .anyMatch(tuple -> text(tuple.getKeyNode()).equals("Condition"))))
                .toList();
    }

    private static MappingNode template() {
        try {
            String yaml = Files.readString(Path.of("template.yaml"));
            return (MappingNode) new Compose(LoadSettings.builder().build())
                    .composeString(yaml)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String owner, Node node, List<Statement> found) {
        if (node instanceof SequenceNode items) {
            items.getValue().forEach(item -> collect(owner, item, found));
        } else if (node instanceof MappingNode members) {
            List<String> names = members.getValue().stream()
                    .map(tuple -> text(tuple.getKeyNode()))
                    .toList();
            if (names.contains("Effect") && names.contains("Resource") && !names.contains("Principal")) {
                found.add(new Statement(owner, texts(members, "Action"), texts(members, "Resource")));
            }
            members.getValue().forEach(tuple -> collect(owner, tuple.getValueNode(), found));
        }
    }

    private static MappingNode member(MappingNode node, String name) {
        return (MappingNode) value(node, name);
    }

    private static Node value(MappingNode node, String name) {
        return node.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(MappingNode node, String name) {
        Node value = value(node, name);
        return value instanceof SequenceNode items
                ? items.getValue().stream().map(RolesTest::text).toList()
                : List.of(text(value));
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }
}
