// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;

/// AWS::Serverless::Api: an OpenAPI document, in the template or beside it, and the routes of SAM events.
final class SamRestApiReader {
    private final OpenApiDocuments documents;
    private final Stack stack;
    private final StageReader stages;

    SamRestApiReader(OpenApiDocuments documents, Stack stack, StageReader stages) {
        this.documents = documents;
        this.stack = stack;
        this.stages = stages;
    }

    Resource.RestApi read(ResolvedResource resource, List<ApiRoute> routes) {
        Properties properties = resource.properties();
        Node.Fields document = documents.of(resource);
        for (ApiRoute route : routes) {
            document = OpenApi.with(document, route);
        }
        Node.Fields declared = new SamApi(properties).apply(document);
        Node.Fields secured = new SamApiAuth(properties, stack, routes).apply(declared);
        return new Resource.RestApi(
                resource.logicalId(),
                resource.mark(),
                resource.ref(),
                new Document(secured),
                List.of(stages.read(properties, resource.ref())));
    }
}
