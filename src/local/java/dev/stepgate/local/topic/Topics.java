// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.topic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// SNS in this JVM.
public final class Topics implements AwsService {
    private final Account account;

    public Topics(Account account, AwsService queues, AwsService functions, Time time) {
        this.account = account;
    }

    /// Makes a topic and answers its ARN.
    ///
    /// @param attributes as in [CreateTopic](https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html)
    public String create(String name, Map<String, String> attributes) {
        return account.arn("sns", name);
    }

    /// Subscribes a queue or a function to a topic and answers the subscription's ARN.
    ///
    /// @param protocol `sqs` or `lambda`
    /// @param endpoint the queue's or the function's ARN
    /// @param attributes as in [Subscribe](https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html):
    ///     `RawMessageDelivery`, `FilterPolicy`, `FilterPolicyScope`
    public String subscribe(String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        return topicArn + ":0";
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.failedFuture(AwsException.unknownOperation(name(), call.operation()));
    }
}
