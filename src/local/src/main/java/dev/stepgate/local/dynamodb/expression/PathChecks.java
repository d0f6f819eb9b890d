// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.ArrayList;
import java.util.List;

/// Checks that no two paths of an expression lead to or through the same value.
final class PathChecks {
    private final Findings findings;
    private final List<DocumentPath> seen = new ArrayList<>();

    PathChecks(Findings findings) {
        this.findings = findings;
    }

    void add(DocumentPath path) {
        for (DocumentPath earlier : seen) {
            if (earlier.conflicts(path)) {
                report(Kind.CONFLICT, "conflict", earlier, path);
            } else if (earlier.overlaps(path)) {
                report(Kind.OVERLAP, "overlap", earlier, path);
            }
        }
        seen.add(path);
    }

    private void report(Kind kind, String verb, DocumentPath one, DocumentPath two) {
        findings.report(
                kind,
                "Two document paths " + verb
                        + " with each other; must remove or rewrite one of these paths; path one: " + one
                        + ", path two: " + two);
    }
}
