// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/// The policy of a queue or topic as AddPermission and RemovePermission change it, a statement at a time
/// ([SQS](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html),
/// [SNS](https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html)). It is kept and described; no
/// call is refused by it.
///
/// @param document `{"Version","Id","Statement":[...]}`
public record AccessPolicy(JsonNode document) {
    private static final String STATEMENT = "Statement";

    /// A statement that allows accounts to use actions of a resource.
    ///
    /// @param label the statement's `Sid`
    /// @param accounts twelve digits each
    /// @param actions with their service: `SQS:ReceiveMessage`
    public record Permission(String label, List<String> accounts, List<String> actions) {

        private ObjectNode statement(String resource) {
            ObjectNode statement = JsonNodeFactory.instance.objectNode();
            statement.put("Sid", label).put("Effect", "Allow");
            List<String> roots = accounts.stream()
                    .map(account -> "arn:aws:iam::" + account + ":root")
                    .toList();
            statement.putObject("Principal").set("AWS", oneOrMore(roots));
            statement.set("Action", oneOrMore(actions));
            return statement.put("Resource", resource);
        }

        private static JsonNode oneOrMore(List<String> texts) {
            if (texts.size() == 1) {
                return JsonNodeFactory.instance.textNode(texts.getFirst());
            }
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            texts.forEach(all::add);
            return all;
        }
    }

    /// Returns a policy without statements.
    public static AccessPolicy empty(String id) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Version", "2008-10-17").put("Id", id).putArray(STATEMENT);
        return new AccessPolicy(document);
    }

    /// Reads a policy that was set as a text, which may be any.
    ///
    /// @throws JsonSyntaxException when it is not JSON
    public static AccessPolicy of(String text) {
        return new AccessPolicy(Json.parse(text));
    }

    /// Reads a policy, if the text is a JSON object.
    public static Optional<AccessPolicy> find(String text) {
        try {
            return Optional.of(of(text)).filter(policy -> policy.document().isObject());
        } catch (JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    public boolean has(String label) {
        return statements().stream()
                .anyMatch(statement -> statement.path("Sid").asText().equals(label));
    }

    public boolean isEmpty() {
        return statements().isEmpty();
    }

    public AccessPolicy with(Permission permission, String resource) {
        ArrayNode statements = JsonNodeFactory.instance.arrayNode().addAll(statements());
        return with(statements.add(permission.statement(resource)));
    }

    public AccessPolicy without(String label) {
        ArrayNode statements = JsonNodeFactory.instance.arrayNode();
        statements().stream()
                .filter(statement -> !statement.path("Sid").asText().equals(label))
                .forEach(statements::add);
        return with(statements);
    }

    private AccessPolicy with(ArrayNode statements) {
        ObjectNode changed = document.isObject() ? document.deepCopy() : JsonNodeFactory.instance.objectNode();
        return new AccessPolicy(changed.set(STATEMENT, statements));
    }

    /// A single statement need not be in a list.
    private List<JsonNode> statements() {
        JsonNode statements = document.path(STATEMENT);
        return statements.isObject()
                ? List.of(statements)
                : statements.valueStream().toList();
    }

    public String text() {
        return Json.write(document);
    }
}
