// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The values of the pseudo parameters: where the template appears to be deployed.
///
/// @param accountId twelve digits
public record Stack(String name, String region, String accountId) {
    /// Makes a stack with the default account and name.
    public static Stack in(String region) {
        return in("stepgate", region);
    }

    /// Makes a stack with the default account.
    public static Stack in(String name, String region) {
        return new Stack(name, region, "123456789012");
    }

    public String partition() {
        return "aws";
    }

    public String urlSuffix() {
        return "amazonaws.com";
    }

    /// Returns an integration's URI, the ARN for a target such as `states:action/StartExecution`.
    String integrationUri(String target) {
        return "arn:" + partition() + ":apigateway:" + region + ":" + target;
    }

    /// Returns an integration's URI for the invocation of a function.
    ///
    /// @param function its ARN
    String functionUri(String function) {
        return integrationUri("lambda:path/2015-03-31/functions/" + function + "/invocations");
    }

    /// The last part of the stack's id, the same in every run.
    private UUID uuid() {
        return UUID.nameUUIDFromBytes((region + accountId + name).getBytes(StandardCharsets.UTF_8));
    }

    /// Returns a pseudo parameter's value; AWS::NoValue has none.
    Optional<Node> pseudoParameter(String parameter, SourceLocation mark) {
        Map<String, String> texts = Map.of(
                "AWS::Region",
                region,
                "AWS::AccountId",
                accountId,
                "AWS::Partition",
                partition(),
                "AWS::URLSuffix",
                urlSuffix(),
                "AWS::StackName",
                name,
                "AWS::StackId",
                "arn:aws:cloudformation:" + region + ":" + accountId + ":stack/" + name + "/" + uuid());
        return parameter.equals("AWS::NotificationARNs")
                ? Optional.of(new Node.Items(List.of(), mark))
                : Optional.ofNullable(texts.get(parameter)).map(text -> Node.text(text, mark));
    }
}
