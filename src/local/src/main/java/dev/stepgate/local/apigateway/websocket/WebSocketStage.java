// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.UsagePlan;
import dev.stepgate.local.aws.Account;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The single stage on which a WebSocket API is deployed.
///
/// @param apiId `$context.apiId`
/// @param name the path of the API's URL, `api` in `wss://HOST/api`
/// @param variables `$stageVariables`
/// @param usagePlans of this stage, with their keys
/// @param elsewhere the services that integrations may call although they do not run here, by their names in ARNs
public record WebSocketStage(
        Account account,
        String apiId,
        String name,
        Map<String, String> variables,
        List<UsagePlan> usagePlans,
        Set<String> elsewhere) {
    public WebSocketStage {
        variables = Map.copyOf(variables);
        usagePlans = List.copyOf(usagePlans);
        elsewhere = Set.copyOf(elsewhere);
    }

    /// Makes a stage without usage plans.
    public WebSocketStage(Account account, String apiId, String name, Map<String, String> variables) {
        this(account, apiId, name, variables, List.of(), Set.of());
    }

    public WebSocketStage withUsagePlans(List<UsagePlan> plans) {
        return new WebSocketStage(account, apiId, name, variables, plans, elsewhere);
    }

    public WebSocketStage withServicesElsewhere(Set<String> services) {
        return new WebSocketStage(account, apiId, name, variables, usagePlans, services);
    }

    /// `abc123.execute-api.us-east-1.amazonaws.com`
    public String domainName() {
        return apiId + ".execute-api." + account.region() + ".amazonaws.com";
    }

    /// The ARN that policies name: `arn:aws:execute-api:us-east-1:123456789012:abc123/api/$connect`.
    String routeArn(String routeKey) {
        return account.arn("execute-api", apiId + "/" + name + "/" + routeKey);
    }
}
