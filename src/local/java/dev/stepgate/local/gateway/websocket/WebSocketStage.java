// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.aws.Account;
import java.util.Map;

/// The one stage a WebSocket API is deployed to.
///
/// @param apiId `$context.apiId`
/// @param name the path of the API's URL, `api` in `wss://HOST/api`
/// @param variables `$stageVariables`
public record WebSocketStage(Account account, String apiId, String name, Map<String, String> variables) {
    public WebSocketStage {
        variables = Map.copyOf(variables);
    }

    /// `abc123.execute-api.us-east-1.amazonaws.com`
    String domainName() {
        return apiId + ".execute-api." + account.region() + ".amazonaws.com";
    }

    /// What a policy names: `arn:aws:execute-api:us-east-1:123456789012:abc123/api/$connect`.
    String routeArn(String routeKey) {
        return account.arn("execute-api", apiId + "/" + name + "/" + routeKey);
    }
}
