// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// AWS::Serverless::Api: an OpenAPI document, in the template or beside it, and the routes of SAM events.
final class RestApiReader {
    private final Path directory;
    private final Problems problems;

    private final Stack stack;
    private final StageReader stages;

    RestApiReader(Path directory, Stack stack, StageReader stages, Problems problems) {
        this.directory = directory;
        this.stack = stack;
        this.stages = stages;
        this.problems = problems;
    }

    Resource.RestApi read(ResolvedResource resource, List<ApiRoute> routes) {
        Properties properties = resource.properties();
        Node.Fields document = document(resource);
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

    private Node.Fields document(ResolvedResource resource) {
        Properties properties = resource.properties();
        Optional<Node> body = properties
                .node("DefinitionBody")
                .or(() -> properties
                        .text("DefinitionUri")
                        .flatMap(file -> SourceFile.read(
                                directory.resolve(file).normalize(), properties.mark("DefinitionUri"), problems))
                        .map(source -> source.parse(ShortForms.REFUSED, problems)));
        if (body.isPresent() && body.get() instanceof Node.Fields fields) {
            return fields;
        }
        if (body.isPresent() && !(body.get() instanceof Node.Unknown)) {
            problems.add(body.get().mark(), resource.logicalId() + ": an OpenAPI document is an object");
        }
        return OpenApi.empty(resource.name(), resource.mark());
    }
}
