// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// AWS::ApiGatewayV2::Api of the protocol WEBSOCKET, with the resources that name it in their ApiId.
final class WebSocketApiReader {
    private static final String PREFIX = "AWS::ApiGatewayV2::";
    private static final List<String> PARTS =
            List.of("Route", "RouteResponse", "Integration", "IntegrationResponse", "Model");

    private final List<ResolvedResource> all;

    WebSocketApiReader(List<ResolvedResource> all) {
        this.all = all;
    }

    Resource.WebSocketApi read(ResolvedResource api) {
        Map<String, List<Resource.Part>> parts = new LinkedHashMap<>();
        for (String kind : PARTS) {
            parts.put(
                    kind,
                    parts(api, kind).stream().map(WebSocketApiReader::part).toList());
        }
        List<Resource.Stage> stages = parts(api, "Stage").stream()
                .map(stage -> new Resource.Stage(
                        stage.properties().required("StageName"),
                        stage.properties().texts("StageVariables"),
                        StageLimits.none()))
                .toList();
        if (stages.size() != 1) {
            api.properties()
                    .problems()
                    .add(
                            api.mark(),
                            api.logicalId() + ": expected one AWS::ApiGatewayV2::Stage, found " + stages.size());
        }
        Document properties = new Document(api.properties().fields());
        return new Resource.WebSocketApi(api.logicalId(), api.mark(), api.ref(), properties, parts, stages);
    }

    private List<ResolvedResource> parts(ResolvedResource api, String kind) {
        List<ResolvedResource> found = new ArrayList<>();
        for (ResolvedResource resource : all) {
            if (resource.type().equals(PREFIX + kind)
                    && resource.properties().required("ApiId").equals(api.ref())) {
                found.add(resource);
            }
        }
        return found;
    }

    private static Resource.Part part(ResolvedResource resource) {
        return new Resource.Part(
                resource.logicalId(),
                resource.mark(),
                resource.ref(),
                new Document(resource.properties().fields()));
    }
}
