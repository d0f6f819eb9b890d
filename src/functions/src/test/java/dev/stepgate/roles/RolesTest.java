// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Checks the statements of template.yaml's roles and policies as they are written; [RoleCallsTest] holds
/// them against the calls that are made.
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

    private static final List<Policies.Statement> STATEMENTS = Policies.statements();
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
    void everyTrustPolicyNamesTheAccountWhereTheServiceSendsIt() {
        long trusts = TRUSTS.stream()
                .filter(trust -> !trust.service().equals("apigateway.amazonaws.com"))
                .count();

        assertThat(trusts).isGreaterThan(10);
        assertThat(TRUSTS)
                .allMatch(trust -> trust.sourceAccount() != trust.service().startsWith("apigateway."));
    }

    /// The principal that may assume a role.
    ///
    /// @param sourceAccount only for this account. It is not documented that API Gateway sends the account,
    /// and a role of another account cannot be given to an API
    private record Trust(String service, boolean sourceAccount) {}

    private static List<Trust> trusts() {
        return Policies.resources().getValue().stream()
                .map(resource -> (MappingNode) resource.getValueNode())
                .filter(resource -> Policies.texts(resource, "Type").equals(List.of("AWS::IAM::Role")))
                .map(role -> Policies.member(Policies.member(role, "Properties"), "AssumeRolePolicyDocument"))
                .map(document -> (MappingNode) ((SequenceNode) Policies.value(document, "Statement"))
                        .getValue()
                        .getFirst())
                .map(statement -> new Trust(
                        Policies.text(Policies.value(Policies.member(statement, "Principal"), "Service")),
                        statement.getValue().stream()
                                .anyMatch(tuple ->
                                        Policies.text(tuple.getKeyNode()).equals("Condition"))))
                .toList();
    }
}
