// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.roles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The policies of template.yaml's roles.
final class Policies {
    private static final MappingNode TEMPLATE = template();

    private Policies() {}

    /// The permissions of a statement with a Resource; trust policies have none.
    ///
    /// @param owner the role or policy
    /// @param resources as written, without the tag: `Workflow` for `!Ref Workflow`
    record Statement(String owner, List<String> actions, List<String> resources) {}

    /// One action that a role may carry out on one resource.
    ///
    /// @param resource as written
    record Permission(String role, String action, String resource) {
        boolean allows(RecordedCall call) {
            return role.equals(call.role()) && action.equals(call.action()) && matches(call.resource());
        }

        private boolean matches(String arn) {
            String quoted = Pattern.quote(arn(resource)).replace("*", "\\E.*\\Q");
            return arn.matches(quoted);
        }
    }

    static List<Statement> statements() {
        List<Statement> found = new ArrayList<>();
        for (NodeTuple resource : member(TEMPLATE, "Resources").getValue()) {
            collect(text(resource.getKeyNode()), resource.getValueNode(), found);
        }
        return found;
    }

    /// Returns what each role may do itself, without the policies that all functions or machines share.
    static List<Permission> permissions() {
        List<Permission> found = new ArrayList<>();
        for (Statement statement : statements()) {
            if (statement.resources().contains("*") || statement.owner().equals("FunctionPolicy")) {
                continue;
            }
            // A policy of its own, for that role.
            String role =
                    statement.owner().equals("RegisterCallbackTasks") ? "RegisterCallbackRole" : statement.owner();
            for (String action : statement.actions()) {
                statement.resources().forEach(resource -> found.add(new Permission(role, action, resource)));
            }
        }
        return found;
    }

    /// Returns the role of a function or state machine.
    static String roleOf(String logicalId) {
        MappingNode resource = member(member(TEMPLATE, "Resources"), logicalId);
        return text(value(member(resource, "Properties"), "Role")).replace(".Arn", "");
    }

    /// Returns the ARN, or the pattern of ARNs, that a resource of a policy has here.
    static String arn(String resource) {
        if (!resource.contains("${")) {
            return ofResource(resource.replaceFirst("\\.(Arn|Alias)$", ""), resource.endsWith(".Alias"));
        }
        String filled = resource.replace("${AWS::Partition}", "aws")
                .replace("${AWS::Region}", "us-east-1")
                .replace("${AWS::AccountId}", "123456789012")
                .replace("${WebSocketApi}", "*")
                .replace("${StageName}", "api")
                .replace("${LargeBodies.Arn}", ofResource("LargeBodies", false));
        return filled.replaceAll("\\$\\{(\\w+)\\.Name}", "stepgate-$1");
    }

    private static String ofResource(String logicalId, boolean alias) {
        String account = ":us-east-1:123456789012:";
        String type = text(value(member(member(TEMPLATE, "Resources"), logicalId), "Type"));
        return switch (type) {
            case "AWS::Serverless::StateMachine" -> "arn:aws:states" + account + "stateMachine:stepgate-" + logicalId;
            case "AWS::Serverless::Function" ->
                "arn:aws:lambda" + account + "function:stepgate-" + logicalId + (alias ? ":live" : "");
            case "AWS::SQS::Queue" -> "arn:aws:sqs" + account + "stepgate-" + logicalId;
            case "AWS::SNS::Topic" -> "arn:aws:sns" + account + "stepgate-" + logicalId;
            case "AWS::DynamoDB::Table" -> "arn:aws:dynamodb" + account + "table/stepgate-" + logicalId;
            case "AWS::SecretsManager::Secret" ->
                "arn:aws:secretsmanager" + account + "secret:stepgate-" + logicalId + "*";
            case "AWS::S3::Bucket" -> "arn:aws:s3:::stepgate-largebodies*";
            default -> throw new IllegalStateException(logicalId + ": no ARN is known for " + type);
        };
    }

    private static MappingNode template() {
        try {
            return (MappingNode) new Compose(LoadSettings.builder().build())
                    .composeString(Files.readString(Path.of("template.yaml")))
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

    static MappingNode member(MappingNode node, String name) {
        return (MappingNode) value(node, name);
    }

    static Node value(MappingNode node, String name) {
        return node.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no member " + name));
    }

    static List<String> texts(MappingNode node, String name) {
        Node value = value(node, name);
        return value instanceof SequenceNode items
                ? items.getValue().stream().map(Policies::text).toList()
                : List.of(text(value));
    }

    static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    /// Returns template.yaml's resources.
    static MappingNode resources() {
        return member(TEMPLATE, "Resources");
    }
}
