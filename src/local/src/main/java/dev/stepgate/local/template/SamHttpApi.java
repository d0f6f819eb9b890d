// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads AWS::Serverless::HttpApi: an OpenAPI document, in the template or beside it, the routes of SAM
/// events, and the additions of its properties, as SAM's transform makes them.
final class SamHttpApi {
    private final OpenApiDocuments documents;
    private final Stack stack;
    private final HttpApiResourceReader resources;

    SamHttpApi(OpenApiDocuments documents, Stack stack, List<ResolvedResource> all) {
        this.documents = documents;
        this.stack = stack;
        this.resources = new HttpApiResourceReader(all, stack);
    }

    Resource.HttpApi read(ResolvedResource resource, List<ApiRoute> routes) {
        Properties properties = resource.properties();
        Node.Fields document = new EventRoutes(properties, routes)
                .toHttp(documents.of(resource))
                .document();
        document = cors(new SamHttpApiAuth(properties, stack, routes).apply(document), properties);
        String stage = properties.text("StageName").isPresent() ? StageReader.name(properties) : HttpApiStages.DEFAULT;
        List<Resource.Stage> stages =
                new ArrayList<>(List.of(HttpApiStages.read(stage, properties, "AccessLogSettings")));
        stages.addAll(resources.ownStages(resource));
        return new Resource.HttpApi(
                resource.logicalId(),
                resource.mark(),
                resource.ref(),
                new Document(resources.with(document, resource)),
                stages);
    }

    /// Adds the CORS settings; `true` allows every origin.
    private static Node.Fields cors(Node.Fields document, Properties api) {
        if (api.node("CorsConfiguration").filter(Node.Scalar.class::isInstance).isPresent()) {
            SourceLocation mark = api.mark("CorsConfiguration");
            Node anywhere = new Node.Items(List.of(Node.text("*", mark)), mark);
            return api.flag("CorsConfiguration", false)
                    ? document.with(HttpApiResourceReader.CORS, Node.fields(mark, Map.of("allowOrigins", anywhere)))
                    : document;
        }
        return api.inner("CorsConfiguration")
                .map(cors -> document.with(HttpApiResourceReader.CORS, HttpApiResourceReader.cors(cors)))
                .orElse(document);
    }
}
