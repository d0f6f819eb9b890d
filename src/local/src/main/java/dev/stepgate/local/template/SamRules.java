// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules by which SAM's translator refuses functions, state machines and their events, before
/// CloudFormation sees them (found by running aws-sam-translator 1.115.0).
final class SamRules {
    /// [CreateAlias](https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html)
    private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)[a-zA-Z0-9-_]+");

    private static final Pattern ALPHANUMERIC = Pattern.compile("[a-zA-Z0-9]+");

    private SamRules() {}

    static void check(ResolvedResource resource) {
        switch (resource.type()) {
            case "AWS::Serverless::Function" -> checkFunction(resource);
            case "AWS::Serverless::StateMachine" -> checkMachine(resource);
            default -> {}
        }
    }

    private static void checkFunction(ResolvedResource function) {
        Properties properties = function.properties();
        checkAlias(function, ALIAS, "letters, digits, hyphens and underscores, and not digits alone");
        properties
                .inner("DeploymentPreference")
                .filter(preference -> preference.flag("Enabled", true))
                .ifPresent(preference -> {
                    requireAlias(properties, "DeploymentPreference");
                    String unused = preference.required("Type");
                });
        if (properties.node("ProvisionedConcurrencyConfig").isPresent()) {
            requireAlias(properties, "ProvisionedConcurrencyConfig");
        }
        properties.inner("DeadLetterQueue").ifPresent(queue -> {
            queue.choice("Type", queue.required("Type"), List.of("SQS", "SNS"));
            queue.required("TargetArn");
        });
        if (properties.node("TenancyConfig").isPresent()) {
            SamTenancy.check(properties);
        }
        checkEvents(function);
    }

    private static void checkMachine(ResolvedResource machine) {
        Properties properties = machine.properties();
        checkAlias(machine, ALPHANUMERIC, "letters and digits, since SAM makes a logical id of it");
        if (properties.node("Role").isPresent() && properties.node("Policies").isPresent()) {
            properties.problem("Policies", "stand beside Role: specify one of them, or neither");
        }
        if (properties.node("DeploymentPreference").isPresent()) {
            requireAlias(properties, "DeploymentPreference");
        }
        checkEvents(machine);
    }

    private static void requireAlias(Properties properties, String name) {
        if (!properties.fields().fields().containsKey("AutoPublishAlias")) {
            properties.problem(name, "needs AutoPublishAlias");
        }
    }

    private static void checkAlias(ResolvedResource resource, Pattern pattern, String allowed) {
        Properties properties = resource.properties();
        Optional<Node> written = resource.declaration().property("AutoPublishAlias");
        boolean isCall = written.filter(node ->
                        node instanceof Node.Fields fields && !fields.fields().containsKey("Ref"))
                .isPresent();
        if (isCall) {
            properties.problem("AutoPublishAlias", "must be a text or a Ref to a parameter");
        }
        properties
                .text("AutoPublishAlias")
                .filter(name -> !pattern.matcher(name).matches())
                .ifPresent(name -> properties.problem("AutoPublishAlias", "has " + allowed + ", not " + name));
    }

    /// Refuses a path or method of an API's event that is computed by a function.
    private static void checkEvents(ResolvedResource resource) {
        if (!(resource.declaration().property("Events").orElse(null) instanceof Node.Fields events)) {
            return;
        }
        events.fields().forEach((name, event) -> {
            boolean ofApi = event.value() instanceof Node.Fields fields
                    && fields.find("Type")
                            .filter(type -> type.json().asText().matches("Api|HttpApi"))
                            .isPresent();
            if (ofApi && ((Node.Fields) event.value()).find("Properties").orElse(null) instanceof Node.Fields written) {
                written.fields().forEach((property, field) -> checkText(resource, name, Map.entry(property, field)));
            }
        });
    }

    private static void checkText(ResolvedResource resource, String event, Map.Entry<String, Node.Field> property) {
        boolean isText = property.getValue().value() instanceof Node.Scalar;
        if ((property.getKey().equals("Path") || property.getKey().equals("Method")) && !isText) {
            Properties properties = resource.properties();
            properties
                    .problems()
                    .add(
                            property.getValue().mark(),
                            properties.owner() + " Events " + event + ": " + property.getKey()
                                    + " must be a text; SAM accepts no function there");
        }
    }
}
