// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads AWS::ApiGatewayV2::Api with the protocol WEBSOCKET, and the resources that name it in their ApiId.
final class WebSocketApiResourceReader {
    private static final String PREFIX = "AWS::ApiGatewayV2::";
    private static final List<String> PARTS =
            List.of("Route", "RouteResponse", "Integration", "IntegrationResponse", "Authorizer", "Model");

    private final List<ResolvedResource> all;

    WebSocketApiResourceReader(List<ResolvedResource> all) {
        this.all = all;
    }

    Resource.WebSocketApi read(ResolvedResource api) {
        String unused = api.properties().required("RouteSelectionExpression");
        Map<String, Node> parts = new LinkedHashMap<>();
        parts.put("Api", api.properties().fields());
        for (String kind : PARTS) {
            Map<String, Node> byId = new LinkedHashMap<>();
            parts(api, kind)
                    .forEach(part -> byId.put(part.ref(), part.properties().fields()));
            parts.put(kind, Node.fields(api.mark(), byId));
        }
        parts(api, "Stage").stream()
                .findFirst()
                .ifPresent(stage -> parts.put("Stage", stage.properties().fields()));
        Document document = new Document(Node.fields(api.mark(), parts));
        return new Resource.WebSocketApi(api.logicalId(), api.mark(), api.ref(), document, stages(api));
    }

    private List<Resource.Stage> stages(ResolvedResource api) {
        List<Resource.Stage> stages = parts(api, "Stage").stream()
                .map(ResolvedResource::properties)
                .map(stage -> stage(api, stage))
                .toList();
        if (stages.isEmpty()) {
            api.properties().problems().noStage(api.mark(), api.logicalId());
        }
        parts(api, "Stage").stream()
                .skip(1)
                .forEach(stage -> api.properties()
                        .problems()
                        .notHere(
                                stage.mark(),
                                stage.declaration().title() + " beside another stage of the API",
                                "the API is served on its first stage"));
        return stages.stream().limit(1).toList();
    }

    private Resource.Stage stage(ResolvedResource api, Properties stage) {
        String name = StageReader.name(stage);
        List<StageLimits.UsagePlan> plans = new StageReader(all).usagePlans(api.ref(), name);
        StageLimits limits = new StageLimits(List.of(), plans, Optional.empty(), Optional.empty());
        return new Resource.Stage(name, stage.texts("StageVariables"), limits);
    }

    private List<ResolvedResource> parts(ResolvedResource api, String kind) {
        return all.stream()
                .filter(resource -> resource.type().equals(PREFIX + kind)
                        && resource.properties().required("ApiId").equals(api.ref()))
                .toList();
    }
}
