// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Refuses resources that depend on each other in a circle, which CloudFormation could never create. The
/// events of a SAM function are resources of their own and do not count as its dependencies.
final class Cycles {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([A-Za-z0-9]+)\\s*[.}]");
    private static final Set<String> APART = Set.of("Events", "DeploymentPreference", "EndpointConfiguration");

    /// The properties of SAM's APIs that SAM gives to the stage, and those of its functions that it
    /// gives to other resources (aws-sam-translator 1.115.0).
    private static final Map<String, Set<String>> MOVED = Map.of(
            "AWS::Serverless::Api",
            Set.of(
                    "AccessLogSetting",
                    "CacheClusterEnabled",
                    "CacheClusterSize",
                    "CanarySetting",
                    "Domain",
                    "MethodSettings",
                    "StageName",
                    "TracingEnabled",
                    "Variables"),
            "AWS::Serverless::HttpApi",
            Set.of(
                    "AccessLogSettings",
                    "DefaultRouteSettings",
                    "Domain",
                    "RouteSettings",
                    "StageName",
                    "StageVariables"),
            "AWS::Serverless::Function",
            Set.of("EventInvokeConfig", "FunctionUrlConfig", "ProvisionedConcurrencyConfig"));

    private final Sections sections;
    private final Map<String, Declaration> resources;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Map<String, Declaration>> needs = new HashMap<>();

    Cycles(Sections sections, Map<String, Declaration> resources) {
        this.sections = sections;
        this.resources = resources;
    }

    void check() {
        resources.values().forEach(resource -> visit(resource, new ArrayList<>()));
    }

    private void visit(Declaration resource, List<String> path) {
        String logicalId = resource.logicalId();
        if (path.contains(logicalId)) {
            List<String> cycle = path.subList(path.indexOf(logicalId), path.size());
            String names = String.join(" -> ", cycle) + " -> " + logicalId;
            sections.problems().add(cause(cycle), resource.mark(), "resources that need each other: " + names);
            return;
        }
        if (done.contains(logicalId)) {
            return;
        }
        path.add(logicalId);
        for (Declaration needed : needs(resource)) {
            visit(needed, path);
        }
        path.removeLast();
        done.add(logicalId);
    }

    /// Returns the cause of all problems of a circle of resources.
    static String cause(Collection<String> logicalIds) {
        return "circle " + new TreeSet<>(logicalIds);
    }

    /// Returns the resources that must be made before that one.
    Collection<Declaration> needs(Declaration resource) {
        String logicalId = resource.logicalId();
        Map<String, Declaration> known = needs.get(logicalId);
        if (known == null) {
            known = needsOf(resource);
            needs.put(logicalId, known);
        }
        return known.values();
    }

    /// Returns them by logical id.
    private Map<String, Declaration> needsOf(Declaration resource) {
        Map<String, Declaration> needs = new LinkedHashMap<>();
        if (resource.type().kind() == ResourceType.Kind.NOT_HERE
                && resource.type().type().startsWith("AWS::Serverless::")) {
            return needs; // SAM makes several resources of it
        }
        for (Node needed : ResourceAttributes.needs(resource.attributes())) {
            String name = needed.json().asText();
            if (!name.equals(resource.logicalId())) {
                add(name, needs);
            }
        }
        Set<String> moved = MOVED.getOrDefault(resource.type().type(), Set.of());
        resource.properties().fields().forEach((name, field) -> {
            if (!APART.contains(name) && !moved.contains(name)) {
                collect(field.value(), needs);
            }
        });
        return needs;
    }

    private void collect(Node node, Map<String, Declaration> needs) {
        switch (node) {
            case Node.Scalar _, Node.Unknown _ -> {}
            case Node.Items items -> items.items().forEach(item -> collect(item, needs));
            case Node.Fields fields when Intrinsics.isCall(fields) -> call(fields, needs);
            case Node.Fields fields -> fields.fields().values().forEach(field -> collect(field.value(), needs));
        }
    }

    private void call(Node.Fields call, Map<String, Declaration> needs) {
        Node argument = call.fields().firstEntry().getValue().value();
        List<Node> parts = argument instanceof Node.Items items ? items.items() : List.of(argument);
        switch (call.fields().firstEntry().getKey()) {
            case "Ref", "Fn::GetAtt" ->
                parts.stream().limit(1).forEach(name -> add(name.json().asText(), needs));
            case "Fn::Sub" -> {
                Matcher variables = VARIABLE.matcher(parts.getFirst().json().asText());
                while (variables.find()) {
                    if (!isLocal(parts, variables.group(1))) {
                        add(variables.group(1), needs);
                    }
                }
                parts.stream().skip(1).forEach(part -> collect(part, needs));
            }
            case "Fn::If" ->
                parts.stream().skip(takesFirst(parts) ? 1 : 2).limit(1).forEach(part -> collect(part, needs));
            default -> collect(argument, needs);
        }
    }

    /// Tells whether a variable of Fn::Sub itself hides a resource of that name.
    private static boolean isLocal(List<Node> parts, String name) {
        return parts.size() == 2
                && parts.get(1) instanceof Node.Fields variables
                && variables.find(name).isPresent();
    }

    private boolean takesFirst(List<Node> parts) {
        return parts.size() == 3
                && parts.getFirst() instanceof Node.Scalar condition
                && sections.conditions()
                        .isTrue(condition.text(), condition.mark())
                        .orElse(true);
    }

    /// Adds a dependency; `Function.Alias` means the function.
    private void add(String name, Map<String, Declaration> needs) {
        String logicalId = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        Declaration needed = resources.get(logicalId);
        if (needed != null) {
            needs.put(logicalId, needed);
        }
    }
}
