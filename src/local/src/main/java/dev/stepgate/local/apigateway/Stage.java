// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.Map;
import java.util.Set;

/// The single stage on which an API is deployed.
///
/// @param name the first segment of every path: `api` in `/api/users`
/// @param variables `$stageVariables`
/// @param elsewhere the services that integrations may call although they do not run here, by their names in ARNs
public record Stage(
        ApiAddress address, String name, Map<String, String> variables, StageSettings settings, Set<String> elsewhere) {
    public Stage {
        variables = Map.copyOf(variables);
        elsewhere = Set.copyOf(elsewhere);
    }

    /// Makes a stage whose integrations call services of this runtime only.
    public Stage(ApiAddress address, String name, Map<String, String> variables, StageSettings settings) {
        this(address, name, variables, settings, Set.of());
    }

    public Stage(ApiAddress address, String name, Map<String, String> variables) {
        this(address, name, variables, StageSettings.NONE);
    }
}
