// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Reads buses, rules, connections and API destinations of
/// [EventBridge](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Events.html),
/// under the member names of its API.
final class EventBridgeReader {
    private static final List<String> CONNECTION = List.of("AuthParameters", "AuthorizationType", "Description");
    private static final List<String> DESTINATION =
            List.of("ConnectionArn", "Description", "HttpMethod", "InvocationEndpoint", "InvocationRateLimitPerSecond");

    private EventBridgeReader() {}

    static Resource bus(ResolvedResource resource) {
        resource.properties().required("Name");
        return made(resource, "CreateEventBus", ServiceInput.of(resource.properties(), List.of("Description")));
    }

    /// Returns the connection, unless its tokens come from another machine: they are not asked for.
    static List<Resource> connection(ResolvedResource resource) {
        Properties properties = resource.properties();
        if (properties.required("AuthorizationType").equals("OAUTH_CLIENT_CREDENTIALS") && !isHere(properties)) {
            properties
                    .problems()
                    .notHere(
                            properties.mark("AuthorizationType"),
                            properties.owner() + " AuthorizationType OAUTH_CLIENT_CREDENTIALS",
                            "requests go without its token");
            return List.of();
        }
        return List.of(made(resource, "CreateConnection", ServiceInput.of(properties, CONNECTION)));
    }

    /// Tells whether the authorization endpoint is on this machine.
    private static boolean isHere(Properties connection) {
        return connection
                .inner("AuthParameters")
                .flatMap(parameters -> parameters.inner("OAuthParameters"))
                .flatMap(oauth -> oauth.text("AuthorizationEndpoint"))
                .filter(endpoint -> endpoint.matches(
                        "https?://(localhost|[a-z0-9.-]+\\.localhost|127(\\.[0-9]+){3}|\\[::1])([:/?].*)?"))
                .isPresent();
    }

    static Resource apiDestination(ResolvedResource resource) {
        return made(resource, "CreateApiDestination", ServiceInput.of(resource.properties(), DESTINATION));
    }

    private static Resource made(ResolvedResource resource, String operation, ObjectNode input) {
        input.put("Name", resource.name());
        return new Resource.ApiOperation(resource.logicalId(), resource.mark(), "events", operation, input);
    }

    /// Returns the rule and, if it has any, its targets.
    static List<Resource> rule(ResolvedResource resource) {
        Properties properties = resource.properties();
        ObjectNode input =
                ServiceInput.of(properties, List.of("Description", "RoleArn", "ScheduleExpression", "State"));
        pattern(properties, "EventPattern", input);
        Rule rule = new Rule(resource.logicalId(), resource.name(), properties);
        ArrayNode targets = Json.mapper().createArrayNode();
        properties
                .node("Targets")
                .map(node -> ServiceInput.value("Targets", node))
                .ifPresent(given -> given.forEach(target -> {
                    if (isHere(target, properties)) {
                        targets.add(target);
                    }
                }));
        return rule.made(input, targets);
    }

    private static boolean isHere(JsonNode target, Properties rule) {
        String arn = target.path("Arn").asText();
        boolean here = ForeignEvents.isCalled(arn);
        if (!here) {
            rule.problems().notHere(rule.mark("Targets"), rule.owner() + " target " + arn, "no event goes there");
        }
        return here;
    }

    /// Adds a pattern, which is an object in a template and a string in the API.
    static void pattern(Properties properties, String name, ObjectNode input) {
        properties
                .node(name)
                .ifPresent(node -> input.put(
                        "EventPattern", node instanceof Node.Scalar text ? text.text() : Json.write(node.json())));
    }

    /// A rule from any kind of declaration.
    ///
    /// @param properties with the name of its bus
    record Rule(String logicalId, String name, Properties properties) {

        List<Resource> made(ObjectNode input, ArrayNode targets) {
            List<Resource> made = new ArrayList<>();
            input.put("Name", name);
            ObjectNode targeted = Json.mapper().createObjectNode().put("Rule", name);
            properties.text("EventBusName").ifPresent(bus -> {
                input.put("EventBusName", bus);
                targeted.put("EventBusName", bus);
            });
            made.add(new Resource.ApiOperation(logicalId, properties.mark(), "events", "PutRule", input));
            if (!targets.isEmpty()) {
                targeted.set("Targets", targets);
                made.add(new Resource.ApiOperation(logicalId, properties.mark(), "events", "PutTargets", targeted));
            }
            return made;
        }
    }
}
