// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parses projection expressions: document paths separated by commas.
final class ProjectionParser {
    private static final List<Kind> ORDER = List.of(Kind.RESERVED, Kind.NAME, Kind.OVERLAP, Kind.CONFLICT);

    private ProjectionParser() {}

    static Projection parse(String text, Placeholders placeholders) {
        Findings findings = new Findings(ORDER);
        Tokens tokens = new Tokens(text);
        Paths paths = new Paths(tokens, placeholders, findings, Set.of());
        PathChecks checks = new PathChecks(findings);
        List<DocumentPath> found = new ArrayList<>();
        do {
            DocumentPath path = paths.path();
            checks.add(path);
            found.add(path);
        } while (tokens.takeIf(","));
        tokens.requireEnd();
        findings.throwFirst();
        return new Projection(found);
    }
}
