// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Resolves the resources and outputs of a template.
final class TemplateResolver {
    private final Sections sections;
    private final Declarations declarations;
    private final StackReferences references;
    private final Protocols protocols;
    private final PropertyCheck check;
    private final Path directory;
    private final List<ResolvedResource> resolved = new ArrayList<>();
    private final EventReader events;
    private final MessagingReader messaging = new MessagingReader();

    TemplateResolver(Path directory, Sections sections, Declarations declarations, StackReferences references) {
        this.directory = directory;
        this.sections = sections;
        this.declarations = declarations;
        this.references = references;
        this.protocols = new Protocols(sections, declarations.active(), references);
        this.check = new PropertyCheck(sections.problems());
        this.events = new EventReader(declarations.types(), check, sections.stack());
    }

    Template resolve(Node.Fields root) {
        TemplateProblems problems = sections.problems();
        declarations.attributes().check(references::has);
        new Cycles(sections, declarations.active()).check();
        declarations.active().values().forEach(declaration -> resolved.add(resolve(declaration)));
        List<Resource> resources = new ArrayList<>(events.read(resolved));
        resolved.forEach(resource -> resources.addAll(read(resource)));
        new ForeignParts(sections, resolved).note();
        declarations
                .active()
                .values()
                .forEach(each -> references.nestedStack(each).ifPresent(stack -> {
                    resources.addAll(stack.resources());
                    stack.remarks().noEffects().forEach(part -> problems.noEffect(part.mark(), part.subject()));
                }));
        if (sections.stack().path().isEmpty()) {
            resources.removeIf(new ForeignMessaging(sections, List.copyOf(resources))::isCut);
        }
        List<Template.Output> outputs = new Outputs(sections, references).read(root);
        return new Template(resources, outputs, problems.remarks(check.noEffects()), problems.sorted());
    }

    private ResolvedResource resolve(Declaration declaration) {
        Node.Fields properties = (Node.Fields) references.resolve(declaration.properties());
        Properties resolved = new Properties(declaration.title(), properties, sections.problems());
        check(declaration, resolved);
        return new ResolvedResource(declaration, resolved, references);
    }

    private void check(Declaration declaration, Properties properties) {
        ResourceType type = declaration.type();
        switch (type.kind()) {
            case NO_EFFECT -> check.noEffect(declaration.mark(), declaration.title());
            case NOT_HERE -> {
                if (references.nestedStack(declaration).isEmpty()) {
                    sections.problems().notHere(declaration.mark(), declaration.title(), "what calls it fails");
                }
            }
            case WRONG -> {}
            case SERVED -> checkProperties(declaration, properties);
        }
    }

    private void checkProperties(Declaration declaration, Properties properties) {
        ResourceType type = declaration.type();
        Optional<String> protocol =
                type.hasProtocols() ? protocols.of(declaration, properties) : Optional.of(ResourceType.ANY);
        protocol.ifPresent(known -> Optional.ofNullable(type.tables().get(known))
                .ifPresentOrElse(
                        table -> check.check(declaration.title(), properties.fields(), table),
                        () -> sections.problems()
                                .add(
                                        declaration.mark(),
                                        declaration.title() + ": an API of the protocol " + known
                                                + " has no such part")));
    }

    private List<? extends Resource> read(ResolvedResource resource) {
        SamRules.check(resource);
        return switch (resource.type()) {
            case "AWS::Serverless::Function", "AWS::Lambda::Function" ->
                new FunctionReader(directory, sections.stack(), resolved).read(resource);
            case "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine" ->
                new StateMachineReader(directory, sections.problems())
                        .read(resource).stream().toList();
            case "AWS::StepFunctions::StateMachineVersion" -> List.of(VersionReader.version(resource));
            case "AWS::StepFunctions::StateMachineAlias" -> List.of(VersionReader.alias(resource));
            case "AWS::StepFunctions::Activity" ->
                List.of(new Resource.Activity(resource.logicalId(), resource.mark(), resource.name()));
            case "AWS::SQS::Queue" -> List.of(messaging.queue(resource));
            case "AWS::SNS::Topic" -> messaging.topic(resource);
            case "AWS::SNS::Subscription" ->
                messaging.subscription(resource).stream().toList();
            case "AWS::Lambda::EventSourceMapping" ->
                messaging.eventSourceMapping(resource).stream().toList();
            case "AWS::DynamoDB::Table" -> List.of(new TableReader(sections.stack()).table(resource));
            case "AWS::DynamoDB::GlobalTable" -> List.of(new TableReader(sections.stack()).globalTable(resource));
            case "AWS::Serverless::SimpleTable" -> List.of(new TableReader(sections.stack()).simpleTable(resource));
            case "AWS::S3::Bucket" -> List.of(events.buckets().read(resource));
            case "AWS::SSM::Parameter" -> List.of(StoreReader.parameter(resource));
            case "AWS::SecretsManager::Secret" -> List.of(StoreReader.secret(resource));
            case "AWS::Events::EventBus" -> List.of(EventBridgeReader.bus(resource));
            case "AWS::Events::Connection" -> EventBridgeReader.connection(resource);
            case "AWS::Events::ApiDestination" -> List.of(EventBridgeReader.apiDestination(resource));
            case "AWS::Events::Rule" -> EventBridgeReader.rule(resource);
            case "AWS::Pipes::Pipe" -> PipeReader.read(resource, sections.stack());
            case "AWS::Scheduler::ScheduleGroup" -> List.of(ScheduleReader.group(resource));
            case "AWS::Scheduler::Schedule" -> List.of(ScheduleReader.schedule(resource));
            case "AWS::Serverless::Api" ->
                List.of(new SamRestApiReader(documents(), sections.stack(), resolved)
                        .read(resource, events.routes(resource.ref())));
            case "AWS::Serverless::HttpApi" ->
                List.of(new SamHttpApi(documents(), sections.stack(), resolved)
                        .read(resource, events.routes(resource.ref())));
            case "AWS::ApiGateway::RestApi" ->
                List.of(new RestApiResourceReader(resolved, sections.stack()).read(resource));
            case "AWS::ApiGatewayV2::Api" -> apiGatewayV2(resource);
            default -> List.of();
        };
    }

    private OpenApiDocuments documents() {
        return new OpenApiDocuments(directory, sections.problems(), sections.stack());
    }

    private List<Resource> apiGatewayV2(ResolvedResource resource) {
        Optional<String> protocol = protocols.of(resource.declaration(), resource.properties());
        return protocol.map(known -> known.equals(Protocols.HTTP)
                        ? List.<Resource>of(new HttpApiResourceReader(resolved, sections.stack()).read(resource))
                        : List.<Resource>of(new WebSocketApiResourceReader(resolved).read(resource)))
                .orElse(List.of());
    }
}
