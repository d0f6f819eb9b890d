// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.Map;

/// The single stage on which an API is deployed.
///
/// @param name the first segment of every path: `api` in `/api/users`
/// @param variables `$stageVariables`
public record Stage(ApiAddress address, String name, Map<String, String> variables, StageSettings settings) {
    public Stage {
        variables = Map.copyOf(variables);
    }

    public Stage(ApiAddress address, String name, Map<String, String> variables) {
        this(address, name, variables, StageSettings.NONE);
    }
}
