// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AccessPolicy;
import dev.stepgate.local.aws.AccessPolicy.Permission;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// AddPermission and RemovePermission, which change the attribute `Policy` of a queue.
final class PermissionOperations {
    private static final String POLICY = "Policy";

    /// The actions that a queue's owner can share, and `*` for all of them.
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ReceiveMessage",
            "SendMessage");

    private PermissionOperations() {}

    static JsonNode add(Queue queue, JsonNode input) {
        String label = Members.required(input, "Label", QueueErrors::missing);
        List<String> accounts = Members.requiredTexts(input, "AWSAccountIds", QueueErrors::missing);
        List<String> actions = Members.requiredTexts(input, "Actions", QueueErrors::missing);
        actions.forEach(PermissionOperations::requireShared);
        String arn = queue.name().arn();
        AccessPolicy policy = policy(queue).orElseGet(() -> AccessPolicy.empty(arn + "/SQSDefaultPolicy"));
        if (policy.has(label)) {
            throw QueueErrors.invalidValue(label, "Label", "Already exists.");
        }
        Permission permission = new Permission(
                label, accounts, actions.stream().map(action -> "SQS:" + action).toList());
        return changed(queue, policy.with(permission, arn).text());
    }

    static JsonNode remove(Queue queue, JsonNode input) {
        String label = Members.required(input, "Label", QueueErrors::missing);
        AccessPolicy rest = policy(queue)
                .filter(policy -> policy.has(label))
                .orElseThrow(() -> QueueErrors.invalidValue(label, "Label", "can't find label."))
                .without(label);
        return changed(queue, rest.isEmpty() ? "" : rest.text());
    }

    private static void requireShared(String action) {
        if (!ACTIONS.contains(action)) {
            throw QueueErrors.invalidValue(
                    "SQS:" + action, "ActionName", "Only the queue owner is allowed to invoke this action.");
        }
    }

    private static Optional<AccessPolicy> policy(Queue queue) {
        return Optional.ofNullable(queue.attributes().all().get(POLICY)).map(AccessPolicy::of);
    }

    private static JsonNode changed(Queue queue, String policy) {
        QueueAttributes existing = queue.attributes();
        queue.change(existing.with(Map.of(POLICY, policy), existing.isFifo()));
        return JsonNodeFactory.instance.objectNode();
    }
}
