// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// AWS::Serverless::Api: an OpenAPI document, in the template or beside it.
final class RestApiReader {
    private final Path directory;
    private final Problems problems;

    RestApiReader(Path directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    Resource.RestApi read(ResolvedResource resource) {
        Properties properties = resource.properties();
        return new Resource.RestApi(
                resource.logicalId(),
                resource.mark(),
                resource.ref(),
                new Document(document(properties)),
                List.of(new Resource.Stage(properties.required("StageName"), properties.texts("Variables"))));
    }

    private Node document(Properties properties) {
        return properties
                .node("DefinitionBody")
                .or(() -> properties
                        .text("DefinitionUri")
                        .flatMap(file -> SourceFile.read(
                                        directory.resolve(file).normalize(), properties.mark("DefinitionUri"), problems)
                                .map(source -> source.parse(ShortForms.REFUSED, problems))))
                .orElseGet(() -> new Node.Fields(new LinkedHashMap<>(), properties.mark()));
    }
}
