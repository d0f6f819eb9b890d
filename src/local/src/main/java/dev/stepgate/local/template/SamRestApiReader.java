// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;

/// Reads AWS::Serverless::Api: an OpenAPI document, in the template or beside it, the routes of SAM events,
/// and the additions of separate resources.
final class SamRestApiReader {
    private final OpenApiDocuments documents;
    private final Stack stack;
    private final StageReader stages;
    private final RestApiResourceReader resources;

    SamRestApiReader(OpenApiDocuments documents, Stack stack, List<ResolvedResource> all) {
        this.documents = documents;
        this.stack = stack;
        this.stages = new StageReader(all);
        this.resources = new RestApiResourceReader(all, stack);
    }

    Resource.RestApi read(ResolvedResource resource, List<ApiRoute> routes) {
        Properties properties = resource.properties();
        Node.Fields document = documents.of(resource);
        EventRoutes.Added added = new EventRoutes(properties, routes).toRest(document);
        Node.Fields declared = new SamApi(properties).apply(added.document());
        Node.Fields secured = new SamApiAuth(properties, stack, added.routes()).apply(declared);
        return new Resource.RestApi(
                resource.logicalId(),
                resource.mark(),
                resource.ref(),
                new Document(resources.with(secured, resource)),
                stages(resource));
    }

    /// Returns the stage in the API, and those that are resources of their own.
    private List<Resource.Stage> stages(ResolvedResource api) {
        List<Resource.Stage> all = new ArrayList<>(List.of(stages.read(api.properties(), api.ref())));
        all.addAll(resources.ownStages(api));
        return all;
    }
}
