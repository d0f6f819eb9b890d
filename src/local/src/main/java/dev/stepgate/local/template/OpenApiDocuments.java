// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the OpenAPI documents of SAM's APIs, from DefinitionBody or from the file that DefinitionUri names.
final class OpenApiDocuments {
    private final Path directory;
    private final TemplateProblems problems;
    private final OpenApiImport imported;

    OpenApiDocuments(Path directory, TemplateProblems problems, Stack stack) {
        this.directory = directory;
        this.problems = problems;
        this.imported = new OpenApiImport(stack);
    }

    /// Returns the document; one without paths when the API has none.
    Node.Fields of(ResolvedResource api) {
        Properties properties = api.properties();
        Optional<Node> uri = properties.node("DefinitionUri");
        if (uri.isPresent()
                && !(uri.get() instanceof Node.Scalar text && !text.text().startsWith("s3://"))) {
            problems.notHere(
                    properties.mark("DefinitionUri"),
                    properties.owner() + " DefinitionUri",
                    "the API has no route of it");
            return OpenApi.empty(api.name(), api.mark());
        }
        Optional<Node> body = properties.node("DefinitionBody").or(() -> fromFile(properties));
        if (body.isPresent() && body.get() instanceof Node.Fields fields) {
            return api.type().equals("AWS::Serverless::Api") ? imported.rest(fields) : imported.named(fields);
        }
        if (body.isPresent() && !(body.get() instanceof Node.Unknown)) {
            problems.add(body.get().mark(), api.logicalId() + ": an OpenAPI document must be an object");
        }
        return OpenApi.empty(api.name(), api.mark());
    }

    private Optional<Node> fromFile(Properties properties) {
        return properties
                .text("DefinitionUri")
                .flatMap(file -> SourceFile.read(
                        directory.resolve(file).normalize(), properties.mark("DefinitionUri"), problems))
                .map(source -> source.parse(ShortForms.REFUSED, problems));
    }
}
