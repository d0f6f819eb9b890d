// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out the resources and outputs of a template.
final class TemplateResolver {
    private final Sections sections;
    private final Declarations declarations;
    private final StackReferences references;
    private final PropertyCheck check;
    private final Path directory;
    private final List<ResolvedResource> resolved = new ArrayList<>();
    private final MessagingReader messaging = new MessagingReader();

    TemplateResolver(Path directory, Sections sections, Declarations declarations, Addresses addresses) {
        this.directory = directory;
        this.sections = sections;
        this.declarations = declarations;
        this.references = new StackReferences(sections, declarations.active(), addresses);
        this.check = new PropertyCheck(sections.problems());
    }

    Template resolve(Node.Fields root) {
        Problems problems = sections.problems();
        new Cycles(sections, declarations.active()).check();
        declarations.active().values().forEach(declaration -> resolved.add(resolve(declaration)));
        List<Resource> resources = new ArrayList<>();
        resolved.forEach(resource -> resources.addAll(read(resource)));
        List<Template.Output> outputs = TemplateFile.section(root, "Outputs", problems)
                .map(this::outputs)
                .orElse(List.of());
        return new Template(resources, outputs, check.noEffects(), problems.sorted());
    }

    private ResolvedResource resolve(Declaration declaration) {
        Node.Fields properties = (Node.Fields)
                sections.resolver(references).resolve(declaration.properties()).orElseThrow();
        Optional<PropertyTable> table = declaration.type().properties();
        table.ifPresent(rows -> check.check(declaration.title(), properties, rows));
        if (table.isEmpty()) {
            check.noEffect(declaration.mark(), declaration.title());
        }
        return new ResolvedResource(
                declaration, new Properties(declaration.title(), properties, sections.problems()), references);
    }

    private List<? extends Resource> read(ResolvedResource resource) {
        return switch (resource.type()) {
            case "AWS::Serverless::Function", "AWS::Lambda::Function" ->
                function(new FunctionReader(directory, resolved).read(resource), resource);
            case "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine" ->
                new StateMachineReader(directory, sections.problems())
                        .read(resource).stream().toList();
            case "AWS::StepFunctions::Activity" ->
                List.of(new Resource.Activity(resource.logicalId(), resource.mark(), resource.name()));
            case "AWS::SQS::Queue" -> List.of(messaging.queue(resource));
            case "AWS::SNS::Topic" -> messaging.topic(resource);
            case "AWS::SNS::Subscription" -> List.of(messaging.subscription(resource));
            case "AWS::Lambda::EventSourceMapping" ->
                messaging.eventSourceMapping(resource).stream().toList();
            case "AWS::Serverless::Api" -> List.of(new RestApiReader(directory, sections.problems()).read(resource));
            case "AWS::ApiGatewayV2::Api" -> webSocketApi(resource);
            default -> List.of();
        };
    }

    private List<Resource> webSocketApi(ResolvedResource resource) {
        String protocol = resource.properties().required("ProtocolType");
        if (!protocol.equals("WEBSOCKET")) {
            resource.properties().problem("ProtocolType", protocol + " is not supported, only WEBSOCKET");
            return List.of();
        }
        return List.of(new WebSocketApiReader(resolved).read(resource));
    }

    private List<Resource> function(Resource.Function function, ResolvedResource resource) {
        List<Resource> made = new ArrayList<>();
        made.add(function);
        String target = resource.properties()
                .text("AutoPublishAlias")
                .map(alias -> function.arn() + ":" + alias)
                .orElse(function.arn());
        resource.properties()
                .inner("Events")
                .ifPresent(events -> events.fields()
                        .fields()
                        .keySet()
                        .forEach(name -> events.inner(name)
                                .ifPresent(event -> made.addAll(event(resource.logicalId() + name, event, target)))));
        return made;
    }

    private List<Resource> event(String logicalId, Properties event, String function) {
        String type = event.required("Type");
        Optional<PropertyTable> table = declarations.types().event("AWS::Serverless::Function " + type);
        Optional<Properties> properties = event.inner("Properties");
        if (table.isEmpty() || properties.isEmpty()) {
            event.problem("Type", type + " is not supported");
            return List.of();
        }
        check.check(event.owner(), properties.get().fields(), table.get());
        return switch (type) {
            case "SQS" ->
                messaging.sqsEvent(logicalId, properties.get(), function).stream()
                        .toList();
            case "SNS" -> List.of(messaging.snsEvent(logicalId, properties.get(), function));
            default -> List.of();
        };
    }

    private List<Template.Output> outputs(Node.Fields section) {
        List<Template.Output> outputs = new ArrayList<>();
        section.fields().forEach((name, field) -> {
            if (field.value() instanceof Node.Fields output) {
                output(name, output).ifPresent(outputs::add);
            } else {
                sections.problems().add(field.mark(), "the output " + name + " is an object with a Value");
            }
        });
        return outputs;
    }

    private Optional<Template.Output> output(String name, Node.Fields output) {
        boolean wanted = output.find("Condition")
                .flatMap(condition ->
                        sections.conditions().isTrue(condition.json().asText(), condition.mark()))
                .orElse(true);
        if (!wanted) {
            return Optional.empty();
        }
        Node.Fields resolved = (Node.Fields) sections.resolver(references)
                .resolve(output.without("Condition").without("Export"))
                .orElseThrow();
        Properties properties = new Properties("the output " + name, resolved, sections.problems());
        return Optional.of(new Template.Output(
                name,
                properties.required("Value"),
                properties.text("Description").orElse("")));
    }
}
