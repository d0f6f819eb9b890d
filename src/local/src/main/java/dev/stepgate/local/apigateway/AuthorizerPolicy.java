// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The policy that a Lambda authorizer returned for a caller. Statements without execute-api:Invoke have no
/// effect.
public record AuthorizerPolicy(List<Statement> statements) {

    record Statement(Effect effect, List<Pattern> resources) {}

    enum Effect {
        ALLOW,
        DENY
    }

    public enum Decision {
        ALLOWED,
        NOT_ALLOWED,
        DENIED
    }

    public static AuthorizerPolicy of(JsonNode document) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : several(document.path("Statement"))) {
            if (invokes(statement.path("Action"))) {
                Effect effect = statement.path("Effect").asText().equals("Allow") ? Effect.ALLOW : Effect.DENY;
                statements.add(new Statement(effect, resources(statement.path("Resource"))));
            }
        }
        return new AuthorizerPolicy(statements);
    }

    public Decision decide(String methodArn) {
        Decision decision = Decision.NOT_ALLOWED;
        for (Statement statement : statements) {
            if (statement.resources().stream()
                    .anyMatch(each -> each.matcher(methodArn).matches())) {
                if (statement.effect() == Effect.DENY) {
                    return Decision.DENIED;
                }
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }

    private static boolean invokes(JsonNode actions) {
        for (JsonNode action : several(actions)) {
            if (wildcards(action.asText()).matcher("execute-api:Invoke").matches()) {
                return true;
            }
        }
        return false;
    }

    private static List<Pattern> resources(JsonNode resources) {
        List<Pattern> patterns = new ArrayList<>();
        several(resources).forEach(resource -> patterns.add(wildcards(resource.asText())));
        return patterns;
    }

    private static List<JsonNode> several(JsonNode node) {
        List<JsonNode> several = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(several::add);
        } else if (!node.isMissingNode()) {
            several.add(node);
        }
        return several;
    }

    private static Pattern wildcards(String text) {
        String expression = Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }
}
