// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
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
            case "AWS::Serverless::Function" -> {
                checkFunction(resource);
                PolicyTemplates.check(resource.properties());
            }
            case "AWS::Serverless::StateMachine" -> {
                checkMachine(resource);
                PolicyTemplates.check(resource.properties());
            }
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
            queue.requiredChoice("Type", List.of("SQS", "SNS"));
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

    /// Refuses what is computed by a function although SAM needs it: the path and method of an API's event, and
    /// the name of the dead-letter queue that SAM makes.
    private static void checkEvents(ResolvedResource resource) {
        object(resource.declaration().properties(), "Events")
                .ifPresent(events -> events.fields()
                        .keySet()
                        .forEach(name -> object(events, name).ifPresent(event -> checkEvent(resource, name, event))));
    }

    private static void checkEvent(ResolvedResource resource, String name, Node.Fields event) {
        boolean ofApi = event.find("Type")
                .filter(type -> type.json().asText().matches("Api|HttpApi"))
                .isPresent();
        Optional<Node.Fields> written = object(event, "Properties");
        written.filter(_ -> ofApi).ifPresent(properties -> {
            checkText(resource, name, properties, "Path");
            checkText(resource, name, properties, "Method");
        });
        written.flatMap(properties -> object(properties, "DeadLetterConfig"))
                .ifPresent(letters -> checkText(resource, name, letters, "QueueLogicalId"));
    }

    private static Optional<Node.Fields> object(Node.Fields parent, String name) {
        return parent.find(name).filter(Node.Fields.class::isInstance).map(Node.Fields.class::cast);
    }

    private static void checkText(ResolvedResource resource, String event, Node.Fields written, String name) {
        Node.Field field = written.fields().get(name);
        if (field != null && !(field.value() instanceof Node.Scalar)) {
            Properties properties = resource.properties();
            properties
                    .problems()
                    .add(
                            field.mark(),
                            properties.owner() + " Events " + event + ": " + name
                                    + " must be a text; SAM accepts no function there");
        }
    }
}
