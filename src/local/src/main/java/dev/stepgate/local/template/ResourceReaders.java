// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Calls the reader of each resource by its type.
final class ResourceReaders {
    /// Types that are served but have no reader, because the resource to which they belong reads them.
    private static final Set<String> PARTS = Set.of(
            "AWS::Serverless::LayerVersion",
            "AWS::Lambda::LayerVersion",
            "AWS::Lambda::Alias",
            "AWS::Lambda::Version",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::ApiGateway::Resource",
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Model",
            "AWS::ApiGateway::RequestValidator",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::Stage",
            "AWS::ApiGateway::Authorizer",
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGateway::UsagePlanKey",
            "AWS::ApiGatewayV2::Stage",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::RouteResponse",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::IntegrationResponse",
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::Model",
            "Custom::S3BucketNotifications");

    private final Path directory;
    private final Sections sections;
    private final Protocols protocols;
    private final EventReader events;
    private final Map<String, Function<ResolvedResource, List<? extends Resource>>> readers = new HashMap<>();

    ResourceReaders(Path directory, Sections sections, Protocols protocols, EventReader events) {
        this.directory = directory;
        this.sections = sections;
        this.protocols = protocols;
        this.events = events;
    }

    /// Returns the resources that SAM's events make, and then all others in the order of the template.
    ///
    /// @param all the resources of the template, which refer to each other
    List<Resource> read(List<ResolvedResource> all) {
        addFunctions(all);
        addStateMachines();
        addMessaging();
        addStores(all);
        addEvents();
        addApis(all);
        List<Resource> resources = new ArrayList<>(events.read(all));
        all.forEach(
                resource -> resources.addAll(sections.problems().reading(resource.logicalId(), () -> read(resource))));
        return resources;
    }

    private List<? extends Resource> read(ResolvedResource resource) {
        SamRules.check(resource);
        ResourceType type = resource.declaration().type();
        if (type.kind() != ResourceType.Kind.SERVED || PARTS.contains(type.type())) {
            return List.of();
        }
        Function<ResolvedResource, List<? extends Resource>> reader = readers.get(type.type());
        if (reader == null) {
            throw new IllegalStateException("no reader for " + type.type());
        }
        return reader.apply(resource);
    }

    private void addFunctions(List<ResolvedResource> all) {
        FunctionReader functions = new FunctionReader(directory, sections.stack(), all);
        readers.put("AWS::Serverless::Function", functions::read);
        readers.put("AWS::Lambda::Function", functions::read);
    }

    private void addStateMachines() {
        StateMachineReader machines = new StateMachineReader(directory, sections.problems());
        addOptional("AWS::Serverless::StateMachine", machines::read);
        addOptional("AWS::StepFunctions::StateMachine", machines::read);
        addSingle("AWS::StepFunctions::StateMachineVersion", VersionReader::version);
        addSingle("AWS::StepFunctions::StateMachineAlias", VersionReader::alias);
        addSingle(
                "AWS::StepFunctions::Activity",
                resource -> new Resource.Activity(resource.logicalId(), resource.mark(), resource.name()));
    }

    private void addMessaging() {
        MessagingReader messaging = new MessagingReader();
        addSingle("AWS::SQS::Queue", messaging::queue);
        readers.put("AWS::SNS::Topic", messaging::topic);
        addOptional("AWS::SNS::Subscription", messaging::subscription);
        addOptional("AWS::Lambda::EventSourceMapping", messaging::eventSourceMapping);
    }

    private void addStores(List<ResolvedResource> all) {
        TableReader tables = new TableReader(sections.stack());
        addSingle("AWS::DynamoDB::Table", tables::table);
        addSingle("AWS::DynamoDB::GlobalTable", tables::globalTable);
        addSingle("AWS::Serverless::SimpleTable", tables::simpleTable);
        addSingle("AWS::S3::Bucket", bucket -> events.buckets().read(bucket, all));
        addSingle("AWS::SSM::Parameter", StoreReader::parameter);
        addSingle("AWS::SecretsManager::Secret", StoreReader::secret);
    }

    private void addEvents() {
        addSingle("AWS::Events::EventBus", EventBridgeReader::bus);
        readers.put("AWS::Events::Connection", EventBridgeReader::connection);
        addSingle("AWS::Events::ApiDestination", EventBridgeReader::apiDestination);
        readers.put("AWS::Events::Rule", EventBridgeReader::rule);
        readers.put("AWS::Pipes::Pipe", pipe -> PipeReader.read(pipe, sections.stack()));
        addSingle("AWS::Scheduler::ScheduleGroup", ScheduleReader::group);
        addSingle("AWS::Scheduler::Schedule", ScheduleReader::schedule);
    }

    private void addApis(List<ResolvedResource> all) {
        Stack stack = sections.stack();
        OpenApiDocuments documents = new OpenApiDocuments(directory, sections.problems(), stack);
        addSingle(
                "AWS::Serverless::Api",
                api -> new SamRestApiReader(documents, stack, all).read(api, events.routes(api.ref())));
        addSingle(
                "AWS::Serverless::HttpApi",
                api -> new SamHttpApi(documents, stack, all).read(api, events.routes(api.ref())));
        addSingle("AWS::ApiGateway::RestApi", api -> new RestApiResourceReader(all, stack).read(api));
        addOptional(
                "AWS::ApiGatewayV2::Api",
                api -> protocols
                        .of(api.declaration(), api.properties())
                        .map(protocol -> protocol.equals(Protocols.HTTP)
                                ? new HttpApiResourceReader(all, stack).read(api)
                                : new WebSocketApiResourceReader(all).read(api)));
    }

    private void addSingle(String type, Function<ResolvedResource, ? extends Resource> reader) {
        readers.put(type, resource -> List.of(reader.apply(resource)));
    }

    private void addOptional(String type, Function<ResolvedResource, Optional<? extends Resource>> reader) {
        readers.put(type, resource -> reader.apply(resource).stream().toList());
    }
}
