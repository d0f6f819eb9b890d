// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import dev.stepgate.local.jsonata.Expression.Path;
import dev.stepgate.local.jsonata.Expression.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Finds for each `%` the [step](https://docs.jsonata.org/path-operators#-parent) to whose parent value it
/// refers, while the tree is built from its leaves up. For every part it knows which `%` have not found their
/// step yet.
final class ParentResolution {
    private final IdentityHashMap<Expression, List<ParentReference>> open = new IdentityHashMap<>();
    private int variables;

    void add(Expression.Parent parent) {
        open.put(parent, new ArrayList<>(List.of(parent.reference())));
    }

    /// Passes the open references of a part on to the expression that contains it.
    @SuppressWarnings("ReferenceEquality") // it is its place in the tree that counts
    void pass(Expression part, Expression whole) {
        List<ParentReference> references = open.get(part);
        if (references != null && part != whole) {
            open.computeIfAbsent(whole, _ -> new ArrayList<>()).addAll(references);
        }
    }

    boolean isOpen(Expression expression) {
        return open.getOrDefault(expression, List.of()).stream().anyMatch(reference -> reference.level() > 0);
    }

    /// Resolves the references of a predicate, whose context is the step's value: one level up is the value
    /// in which the step looked.
    void resolvePredicate(Expression predicate, Expression step) {
        for (ParentReference reference : open.getOrDefault(predicate, List.of())) {
            if (reference.level() == 1) {
                seek(step, reference);
            } else {
                reference.up();
            }
        }
        pass(predicate, step);
    }

    /// Resolves the references of the last step in the steps before it, and leaves the others to the
    /// surrounding expression.
    void resolveLastStep(Path path) {
        List<Step> steps = path.steps();
        for (ParentReference reference : open.getOrDefault(steps.getLast().expression(), List.of())) {
            int index = steps.size() - 2;
            while (reference.level() > 0 && index >= 0) {
                Step step = steps.get(index--);
                while (index >= 0
                        && step.focus().isPresent()
                        && steps.get(index).focus().isPresent()) {
                    step = steps.get(index--);
                }
                seek(step.expression(), reference);
            }
            if (reference.level() > 0) {
                open.computeIfAbsent(path, _ -> new ArrayList<>()).add(reference);
            }
        }
    }

    private void seek(Expression expression, ParentReference reference) {
        switch (Expression.bare(expression)) {
            case Expression.Name name -> found(name.ancestor(), reference);
            case Expression.Wildcard wildcard -> found(wildcard.ancestor(), reference);
            case Expression.Parent _ -> reference.down();
            case Expression.Block block -> {
                block.ancestor().want(variables++);
                if (!block.expressions().isEmpty()) {
                    seek(block.expressions().getLast(), reference);
                }
            }
            case Path path -> {
                path.ancestor().want(variables++);
                for (int i = path.steps().size() - 1;
                        i >= 0 && (reference.level() > 0 || i == path.steps().size() - 1);
                        i--) {
                    seek(path.steps().get(i).expression(), reference);
                }
            }
            default -> throw notDerivable();
        }
    }

    private void found(Ancestor ancestor, ParentReference reference) {
        reference.up();
        if (reference.level() == 0) {
            reference.found(ancestor.want(variables++));
        }
    }

    static JsonataSyntaxException notDerivable() {
        return new JsonataSyntaxException(
                "S0217", "The object representing the 'parent' cannot be derived from this expression");
    }
}
