// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.List;
import java.util.stream.Stream;

/// All changes of one request; every value is read from the item as it was before.
public record Update(List<UpdateAction> actions) {

    public Update {
        actions = List.copyOf(actions);
    }

    /// Makes an update of changes that were not parsed here; throws a ValidationException when two of them overlap.
    public static Update checked(List<UpdateAction> actions) {
        Findings findings = new Findings(List.of(Findings.Kind.OVERLAP, Findings.Kind.CONFLICT));
        PathChecks checks = new PathChecks(findings);
        actions.forEach(action -> checks.add(action.path()));
        try {
            findings.throwFirst();
        } catch (ExpressionException invalid) {
            throw DynamoDbErrors.validation(invalid.message());
        }
        return new Update(actions);
    }

    /// Returns the changed item; throws a ValidationException when a change does not match the item.
    public Item apply(Item item) {
        return UpdateEvaluator.apply(actions, item);
    }

    /// The paths of the changed values, in the order of the text.
    public List<DocumentPath> paths() {
        return actions.stream().map(UpdateAction::path).toList();
    }

    /// The paths of all values that are changed or read.
    public Stream<DocumentPath> allPaths() {
        return actions.stream()
                .flatMap(action -> action instanceof UpdateAction.Set(DocumentPath path, UpdateOperand value)
                        ? Stream.concat(Stream.of(path), value.paths())
                        : Stream.of(action.path()));
    }
}
