// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import dev.stepgate.local.jsonata.Expression.Group;
import dev.stepgate.local.jsonata.Expression.Stage;
import dev.stepgate.local.jsonata.Expression.Step;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that an expression reads: variables, members of `$states`, and the context.
///
/// Step Functions evaluates without a context, so a bare name, `$` and `$$` have no meaning at the top level;
/// after a dot, in a filter or in a sort term there is a context.
final class References {
    private final Set<String> unsupported = new LinkedHashSet<>();
    private final Set<String> statesMembers = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> bound = new HashSet<>(Set.of("", "$", "states"));

    private References() {}

    static References of(Expression expression) {
        References references = new References();
        references.walk(expression, true);
        return references;
    }

    /// The reasons, in AWS's words, for which AWS refuses the expression.
    Set<String> unsupported() {
        return unsupported;
    }

    Set<String> statesMembers() {
        return statesMembers;
    }

    /// The variables that the expression reads without binding them, except for called functions.
    Set<String> variables() {
        Set<String> variables = new LinkedHashSet<>(read);
        variables.removeAll(bound);
        return variables;
    }

    private void walk(Expression expression, boolean top) {
        switch (expression) {
            case Expression.Variable variable -> variable(variable.name(), top);
            case Expression.Name name -> name(name.name(), top);
            case Expression.Path path -> path(path, top);
            case Expression.Refined refined -> refined(refined, top);
            case Expression.Negation negation -> walk(negation.operand(), top);
            case Expression.Operation operation -> walk(top, operation.left(), operation.right());
            case Expression.ArrayConstructor array -> array.items().forEach(item -> walk(item, top));
            case Expression.ObjectConstructor object -> group(Optional.of(object.group()), top);
            case Expression.Block block -> block.expressions().forEach(each -> walk(each, top));
            case Expression.Condition condition -> condition(condition, top);
            case Expression.Assignment assignment -> binding(Set.of(assignment.variable()), assignment.value(), top);
            case Expression.Lambda lambda -> binding(lambda.parameters(), lambda.body(), top);
            case Expression.TailCall tail -> walk(tail.call(), top);
            case Expression.Call call -> call(call.procedure(), call.arguments().stream(), top);
            case Expression.PartialCall call ->
                call(call.procedure(), call.arguments().stream().flatMap(Optional::stream), top);
            case Expression.Application application -> walk(top, application.argument(), application.function());
            case Expression.Transform transform -> transform(transform);
            case Expression.Sort sort -> sort.terms().forEach(term -> walk(term.expression(), false));
            case Expression.Literal _,
                    Expression.Wildcard _,
                    Expression.Descendants _,
                    Expression.Parent _,
                    Expression.Regex _ -> {}
        }
    }

    private void walk(boolean top, Expression... expressions) {
        List.of(expressions).forEach(each -> walk(each, top));
    }

    private void refined(Expression.Refined refined, boolean top) {
        walk(refined.expression(), top);
        refined.predicates().forEach(predicate -> walk(predicate, false));
        group(refined.group(), false);
        refined.focus().ifPresent(bound::add);
    }

    /// Walks an assignment or a lambda, with the variables that it binds.
    private void binding(Collection<String> variables, Expression value, boolean top) {
        bound.addAll(variables);
        walk(value, top);
    }

    private void condition(Expression.Condition condition, boolean top) {
        walk(top, condition.condition(), condition.then());
        condition.otherwise().ifPresent(otherwise -> walk(otherwise, top));
    }

    private void transform(Expression.Transform transform) {
        walk(false, transform.pattern(), transform.update());
        transform.delete().ifPresent(delete -> walk(delete, false));
    }

    private void variable(String name, boolean top) {
        read.add(name);
        if (name.equals("$")) {
            unsupported.add("Reference to '$$' is not supported.");
        } else if (name.isEmpty() && top) {
            unsupported.add("Reference to '$' at the top level is not supported.");
        }
    }

    private void name(String name, boolean top) {
        if (top) {
            unsupported.add("Reference to '" + name + "' at the top level is not supported.");
        }
    }

    private void call(Expression procedure, Stream<Expression> arguments, boolean top) {
        if (!(procedure instanceof Expression.Variable)) {
            walk(procedure, top);
        }
        arguments.forEach(argument -> walk(argument, top));
    }

    private void group(Optional<Group> group, boolean top) {
        group.ifPresent(known -> known.members().forEach(member -> walk(top, member.key(), member.value())));
    }

    private void path(Expression.Path path, boolean top) {
        List<Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            walk(step.expression(), top && i == 0);
            step.focus().ifPresent(bound::add);
            step.index().ifPresent(bound::add);
            step.stages().forEach(this::stage);
        }
        group(path.group(), false);
        if (steps.size() > 1
                && Expression.bare(steps.get(0).expression()) instanceof Expression.Variable(String variable)
                && variable.equals("states")
                && steps.get(1).expression() instanceof Expression.Name member) {
            statesMembers.add(member.name());
        }
    }

    private void stage(Stage stage) {
        switch (stage) {
            case Stage.Filter filter -> walk(filter.predicate(), false);
            case Stage.Index index -> bound.add(index.variable());
        }
    }
}
