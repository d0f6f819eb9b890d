// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Leaves out, with a note, parts of REST APIs that are not in this template.
final class ForeignParts {
    private static final Set<String> APIS = Set.of("AWS::Serverless::Api", "AWS::ApiGateway::RestApi");

    private final Sections sections;
    private final List<ResolvedResource> resources;

    ForeignParts(Sections sections, List<ResolvedResource> resources) {
        this.sections = sections;
        this.resources = resources;
    }

    void note() {
        Set<String> apis = resources.stream()
                .filter(resource -> APIS.contains(resource.type()))
                .map(ResolvedResource::ref)
                .collect(Collectors.toSet());
        for (ResolvedResource part : resources) {
            boolean served = part.declaration().type().kind() == ResourceType.Kind.SERVED;
            Optional<String> api = served && part.type().startsWith("AWS::ApiGateway::")
                    ? part.properties().text("RestApiId")
                    : Optional.empty();
            if (api.isPresent() && !apis.contains(api.get())) {
                sections.problems()
                        .notHere(
                                part.properties().mark("RestApiId"),
                                part.declaration().title() + " of the API " + api.get(),
                                "that API is not here");
            }
        }
    }
}
