// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AccessPolicy;
import dev.stepgate.local.aws.AccessPolicy.Permission;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Set;

/// AddPermission and RemovePermission, which change the attribute `Policy` of a topic.
final class PermissionOperations {
    private static final String POLICY = "Policy";

    /// The actions of a topic, of which its default policy has most.
    private static final Set<String> ACTIONS = Set.of(
            "AddPermission",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListSubscriptionsByTopic",
            "Publish",
            "Receive",
            "RemovePermission",
            "SetTopicAttributes",
            "Subscribe");

    private PermissionOperations() {}

    /// @param owner the account that the topic belongs to
    static JsonNode add(Topic topic, String owner, JsonNode input) {
        String label = Members.required(input, "Label", TopicErrors::missing);
        List<String> accounts = Members.requiredTexts(input, "AWSAccountId", TopicErrors::missing);
        List<String> actions = Members.requiredTexts(input, "ActionName", TopicErrors::missing);
        AccessPolicy policy = policy(topic, owner);
        if (policy.has(label)) {
            throw TopicErrors.invalid("Statement already exists");
        }
        if (!ACTIONS.containsAll(actions)) {
            throw TopicErrors.invalid("Policy statement action out of service scope!");
        }
        Permission permission = new Permission(
                label, accounts, actions.stream().map(action -> "SNS:" + action).toList());
        return changed(topic, policy.with(permission, topic.arn()));
    }

    /// A label that no statement has changes nothing.
    ///
    /// @param owner the account that the topic belongs to
    static JsonNode remove(Topic topic, String owner, JsonNode input) {
        String label = Members.required(input, "Label", TopicErrors::missing);
        return changed(topic, policy(topic, owner).without(label));
    }

    private static AccessPolicy policy(Topic topic, String owner) {
        String text = topic.attributes().all(topic.arn(), owner).getOrDefault(POLICY, "");
        return AccessPolicy.of(text);
    }

    private static JsonNode changed(Topic topic, AccessPolicy policy) {
        topic.change(topic.attributes().with(POLICY, policy.text()));
        return JsonNodeFactory.instance.objectNode();
    }
}
