// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// STS in this JVM, which tells a caller its account
/// ([GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)).
public final class SecurityTokens implements AwsService {
    private final Account account;

    public SecurityTokens(Account account) {
        this.account = account;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public Set<String> operations() {
        return Set.of("GetCallerIdentity");
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        if (!call.operation().equals("GetCallerIdentity")) {
            throw AwsException.unknownOperation("sts", call.operation());
        }
        return CompletableFuture.completedFuture(JsonNodeFactory.instance
                .objectNode()
                .put("UserId", account.id())
                .put("Account", account.id())
                .put("Arn", "arn:" + account.partition() + ":iam::" + account.id() + ":root"));
    }
}
