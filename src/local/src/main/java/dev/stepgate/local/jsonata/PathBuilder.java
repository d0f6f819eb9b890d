// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.jsonata.Expression.Group;
import dev.stepgate.local.jsonata.Expression.Path;
import dev.stepgate.local.jsonata.Expression.Refined;
import dev.stepgate.local.jsonata.Expression.Stage;
import dev.stepgate.local.jsonata.Expression.Step;
import dev.stepgate.local.jsonata.Expression.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Joins the expressions that [Parser] reads into paths: `a.b[c]^(d){e: f}` is one path of steps, each with
/// its filters.
final class PathBuilder {
    private final ParentResolution parents = new ParentResolution();
    private @Nullable JsonataSyntaxException problem;

    /// Returns the finished tree. Throws [JsonataSyntaxException] for parts that cannot be joined; text that
    /// is not an expression at all has been refused before.
    Expression finish(Expression expression) {
        if (problem != null) {
            throw problem;
        }
        if (parents.isOpen(expression)) {
            throw ParentResolution.notDerivable();
        }
        return expression;
    }

    private void refuse(String code, String message) {
        if (problem == null) {
            problem = new JsonataSyntaxException(code, message);
        }
    }

    /// Registers an expression whose parts may hold a `%` that refers to something outside it.
    Expression whole(Expression whole, Expression... parts) {
        return whole(whole, List.of(parts));
    }

    Expression whole(Expression whole, List<Expression> parts) {
        parts.forEach(part -> parents.pass(part, whole));
        return whole;
    }

    Expression parent() {
        Expression.Parent parent = new Expression.Parent(new ParentReference());
        parents.add(parent);
        return parent;
    }

    Expression object(Group group) {
        Expression object = new Expression.ObjectConstructor(group);
        group.members().forEach(member -> whole(object, member.key(), member.value()));
        return object;
    }

    Path name(String name) {
        return path(new Expression.Name(name, new Ancestor()));
    }

    private static Path path(Expression step) {
        return new Path(List.of(new Step(step)), Optional.empty(), false, new Ancestor());
    }

    static boolean isNamed(Expression expression, String... names) {
        return expression instanceof Path path
                && path.steps().size() == 1
                && path.steps().getFirst().expression() instanceof Expression.Name name
                && List.of(names).contains(name.name());
    }

    Expression join(Expression left, Expression right) {
        Path before = left instanceof Path path ? path : path(left);
        List<Step> steps = new ArrayList<>(before.steps());
        boolean keepsArray = before.keepsArray() || Expression.keepsArray(left) || Expression.keepsArray(right);
        if (!(left instanceof Path)) {
            steps.set(0, step(first(left), focus(left), List.of()));
        }
        if (right instanceof Path path) {
            steps.addAll(path.steps());
        } else {
            steps.add(step(Expression.bare(right), focus(right), predicates(right)));
            parents.pass(right, Expression.bare(right));
        }
        steps.replaceAll(this::asName);
        steps.set(0, asKeptArray(steps.getFirst()));
        steps.set(steps.size() - 1, asKeptArray(steps.getLast()));
        Path joined = new Path(steps, before.group(), keepsArray, before.ancestor());
        if (left instanceof Path || left instanceof Expression.Parent) {
            parents.pass(left, joined);
        }
        parents.resolveLastStep(joined);
        return joined;
    }

    private static Step step(Expression expression, Optional<String> focus, List<Stage> stages) {
        return new Step(expression, stages, focus, Optional.empty());
    }

    /// Returns the first step of a path. Its predicates stay with it, because they apply to all of its values
    /// at once.
    private static Expression first(Expression left) {
        return left instanceof Refined refined
                        && refined.predicates().isEmpty()
                        && refined.group().isEmpty()
                ? refined.expression()
                : left;
    }

    private static Optional<String> focus(Expression expression) {
        return expression instanceof Refined refined ? refined.focus() : Optional.empty();
    }

    private static List<Stage> predicates(Expression expression) {
        return expression instanceof Refined refined
                ? refined.predicates().stream()
                        .map(predicate -> (Stage) new Stage.Filter(predicate))
                        .toList()
                : List.of();
    }

    /// Turns a string in a path into a name; other literals have no meaning there.
    private Step asName(Step step) {
        if (!(Expression.bare(step.expression()) instanceof Expression.Literal literal)) {
            return step;
        }
        if (!(literal.value() instanceof TextNode text)) {
            refuse(
                    "S0213",
                    "The literal value " + Json.write(literal.value())
                            + " cannot be used as a step within a path expression");
            return step;
        }
        return withExpression(step, new Expression.Name(text.textValue(), new Ancestor()));
    }

    private Step asKeptArray(Step step) {
        if (!(step.expression() instanceof Expression.ArrayConstructor array) || array.kept()) {
            return step;
        }
        Expression kept = new Expression.ArrayConstructor(array.items(), true);
        parents.pass(array, kept);
        return withExpression(step, kept);
    }

    private static Step withExpression(Step step, Expression expression) {
        return new Step(expression, step.stages(), step.focus(), step.index());
    }

    Expression keepArray(Expression left) {
        return left instanceof Path path
                ? moved(path, new Path(path.steps(), path.group(), true, path.ancestor()))
                : moved(
                        left,
                        refined(left, refined(left).predicates(), refined(left).group(), true));
    }

    Expression filter(Expression left, Expression predicate) {
        if (left instanceof Path path) {
            Step step = path.steps().getLast();
            parents.resolvePredicate(predicate, step.expression());
            return withLastStep(path, withStage(step, new Stage.Filter(predicate)));
        }
        Refined refined = refined(left);
        if (refined.group().isPresent()) {
            refuse("S0209", "A predicate cannot follow a grouping expression in a step");
        }
        parents.resolvePredicate(predicate, left);
        List<Expression> predicates = new ArrayList<>(refined.predicates());
        predicates.add(predicate);
        return moved(left, refined(left, List.copyOf(predicates), Optional.empty(), refined.keepsArray()));
    }

    Expression group(Expression left, Group group) {
        Optional<Group> known =
                left instanceof Path path ? path.group() : refined(left).group();
        if (known.isPresent()) {
            refuse("S0210", "Each step can only have one grouping expression");
        }
        return left instanceof Path path
                ? moved(path, new Path(path.steps(), Optional.of(group), path.keepsArray(), path.ancestor()))
                : moved(
                        left,
                        refined(
                                left,
                                refined(left).predicates(),
                                Optional.of(group),
                                refined(left).keepsArray()));
    }

    Expression sort(Expression left, List<Term> terms) {
        Path before = left instanceof Path path ? path : path(left);
        Expression.Sort sort = new Expression.Sort(terms);
        terms.forEach(term -> parents.pass(term.expression(), sort));
        List<Step> steps = new ArrayList<>(before.steps());
        steps.add(new Step(sort));
        Path sorted = moved(left, new Path(steps, before.group(), before.keepsArray(), before.ancestor()));
        parents.resolveLastStep(sorted);
        return sorted;
    }

    /// Adds `@$variable` to an expression.
    Expression focus(Expression left, String variable) {
        Optional<Step> last =
                left instanceof Path path ? Optional.of(path.steps().getLast()) : Optional.empty();
        if (!(last.isPresent() ? last.get().stages() : refined(left).predicates()).isEmpty()) {
            refuse("S0215", "A context variable binding must precede any predicates on a step");
        }
        if (last.isPresent() && last.get().expression() instanceof Expression.Sort) {
            refuse("S0216", "A context variable binding must precede the 'order-by' clause on a step");
        }
        if (left instanceof Path path) {
            Step step = path.steps().getLast();
            return withLastStep(path, new Step(step.expression(), step.stages(), Optional.of(variable), step.index()));
        }
        Refined old = refined(left);
        return moved(
                left,
                new Refined(old.expression(), old.predicates(), old.group(), old.keepsArray(), Optional.of(variable)));
    }

    /// Adds `#$variable` to an expression. After a filter it counts the values that the filter keeps.
    Expression index(Expression left, String variable) {
        Step step = left instanceof Path path
                ? path.steps().getLast()
                : step(Expression.bare(left), focus(left), predicates(left));
        Step indexed = step.stages().isEmpty()
                ? new Step(step.expression(), List.of(), step.focus(), Optional.of(variable))
                : withStage(step, new Stage.Index(variable));
        if (left instanceof Path path) {
            return withLastStep(path, indexed);
        }
        parents.pass(left, Expression.bare(left));
        return new Path(List.of(indexed), Optional.empty(), Expression.keepsArray(left), new Ancestor());
    }

    private static Step withStage(Step step, Stage stage) {
        List<Stage> stages = new ArrayList<>(step.stages());
        stages.add(stage);
        return new Step(step.expression(), List.copyOf(stages), step.focus(), step.index());
    }

    private Path withLastStep(Path path, Step step) {
        List<Step> steps = new ArrayList<>(path.steps());
        steps.set(steps.size() - 1, step);
        return moved(path, new Path(steps, path.group(), path.keepsArray(), path.ancestor()));
    }

    private <T extends Expression> T moved(Expression old, T expression) {
        parents.pass(old, expression);
        return expression;
    }

    private static Refined refined(Expression expression) {
        return expression instanceof Refined refined ? refined : new Refined(expression);
    }

    private static Refined refined(
            Expression left, List<Expression> predicates, Optional<Group> group, boolean keepsArray) {
        Refined old = refined(left);
        return new Refined(old.expression(), predicates, group, keepsArray, old.focus());
    }
}
