// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The values of the pseudo parameters: where the template appears to be deployed.
///
/// @param accountId twelve digits
/// @param path of a nested stack, before the logical ids of its resources: `Nested/`; empty for the
/// stack that has     them all
public record Stack(String name, String region, String accountId, String path) {
    /// The longest name of a function, the shortest limit of the services but S3's.
    static final int MAX_NAME = 64;

    static final int MAX_BUCKET = 63;

    private static final int HASH = 8;

    /// Returns a name of at most that length. CloudFormation cuts long names too, and adds random
    /// letters; here they are the same in every run.
    static String shortened(String name, int most) {
        String hash = Integer.toHexString(name.hashCode() | Integer.MIN_VALUE);
        return name.length() <= most ? name : name.substring(0, most - HASH - 1) + "-" + hash;
    }

    /// Makes a stack with the default account and name.
    public static Stack in(String region) {
        return in("stepgate", region);
    }

    /// Makes a stack with the default account.
    public static Stack in(String name, String region) {
        return new Stack(name, region, "123456789012", "");
    }

    /// The stack that a resource of this one is.
    Stack nested(String logicalId) {
        return new Stack(name + "-" + logicalId, region, accountId, path + logicalId + "/");
    }

    /// The name of a resource that has none of its own.
    ///
    /// @param logicalId with or without the path of the stack
    String nameOf(String logicalId) {
        return shortened(name + "-" + logicalId.substring(logicalId.lastIndexOf('/') + 1), MAX_NAME);
    }

    /// The id of an API: small letters and digits, as API Gateway's ids are, of its logical id and its
    /// stack.
    String apiId(String logicalId) {
        return (path + logicalId).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    public String partition() {
        return "aws";
    }

    public String urlSuffix() {
        return "amazonaws.com";
    }

    /// Returns the ARN of a resource in this account and region.
    ///
    /// @param resource `Orders`, or with its kind `rule/Orders`
    String arn(String service, String resource) {
        return String.join(":", "arn", partition(), service, region, accountId, resource);
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
