// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tree of an expression. Made by [Parser], evaluated by [Evaluator]; immutable once parsed.
sealed interface Expression {

    /// A string, a number, `true`, `false` or `null`.
    record Literal(JsonNode value) implements Expression {}

    /// An expression to whose context a later `%` may refer.
    sealed interface WithAncestor extends Expression {
        Ancestor ancestor();
    }

    /// A member's name; always a step of a [Path].
    record Name(String name, Ancestor ancestor) implements WithAncestor {}

    /// `*`.
    record Wildcard(Ancestor ancestor) implements WithAncestor {}

    /// `**`.
    record Descendants() implements Expression {}

    /// `%`.
    record Parent(ParentReference reference) implements Expression {}

    /// `$name`; an empty name is the context, and the name `$` the root.
    record Variable(String name) implements Expression {}

    record Regex(Pattern pattern) implements Expression {}

    record Negation(Expression operand) implements Expression {}

    record Operation(Operator operator, Expression left, Expression right) implements Expression {}

    /// `[a, b]`. As the first or last step of a path it is `kept`: its array is then a single value.
    record ArrayConstructor(List<Expression> items, boolean kept) implements Expression {}

    /// `{a: b}` at the beginning of an expression.
    record ObjectConstructor(Group group) implements Expression {}

    /// `(a; b)`. The ancestor is needed when a `%` after the block refers into it.
    record Block(List<Expression> expressions, Ancestor ancestor) implements WithAncestor {}

    record Condition(Expression condition, Expression then, Optional<Expression> otherwise) implements Expression {}

    /// `$variable := value`.
    record Assignment(String variable, Expression value) implements Expression {}

    record Call(Expression procedure, List<Expression> arguments) implements Expression {}

    /// A call with a `?` for each argument still missing, which is empty here.
    record PartialCall(Expression procedure, List<Optional<Expression>> arguments) implements Expression {}

    record Lambda(List<String> parameters, Optional<Signature> signature, Expression body) implements Expression {}

    /// A call in the last place of a function: it is made after the function has ended.
    record TailCall(Call call) implements Expression {}

    /// `argument ~> function`.
    record Application(Expression argument, Expression function) implements Expression {}

    /// `|pattern|update, delete|`.
    record Transform(Expression pattern, Expression update, Optional<Expression> delete) implements Expression {}

    /// `a.b[c]{d: e}`. The ancestor is needed when a `%` after a block refers into this path.
    record Path(List<Step> steps, Optional<Group> group, boolean keepsArray, Ancestor ancestor)
            implements WithAncestor {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /// `^(<a, >b)`; always a step of a [Path].
    record Sort(List<Term> terms) implements Expression {}

    /// An expression other than a path, followed by predicates, a group, `[]` or a context variable.
    record Refined(
            Expression expression,
            List<Expression> predicates,
            Optional<Group> group,
            boolean keepsArray,
            Optional<String> focus)
            implements Expression {
        Refined(Expression expression) {
            this(expression, List.of(), Optional.empty(), false, Optional.empty());
        }
    }

    /// A step of a path. `focus` is the variable bound by `@`, `index` the one bound by `#`.
    record Step(Expression expression, List<Stage> stages, Optional<String> focus, Optional<String> index) {
        Step(Expression expression) {
            this(expression, List.of(), Optional.empty(), Optional.empty());
        }

        /// Returns true when the step binds variables, so that its values carry their bindings with them.
        boolean binds() {
            if (focus.isPresent() || index.isPresent()) {
                return true;
            }
            Ancestor ancestor = ancestor(expression);
            if (ancestor != null && ancestor.isWanted()) {
                return true;
            }
            for (Stage stage : stages) {
                if (stage instanceof Stage.Index) {
                    return true;
                }
            }
            return false;
        }
    }

    /// An operation on the values of a step; they apply in the order in which they are written.
    sealed interface Stage {
        record Filter(Expression predicate) implements Stage {}

        /// A variable bound by `#` after a filter.
        record Index(String variable) implements Stage {}
    }

    /// The members of `{a: b, c: d}`.
    record Group(List<Member> members) {}

    record Member(Expression key, Expression value) {}

    record Term(Expression expression, boolean descending) {}

    /// Returns the expression without predicates and other refinements.
    static Expression bare(Expression expression) {
        return expression instanceof Refined refined ? refined.expression() : expression;
    }

    /// Returns true for an expression followed by `[]`.
    static boolean keepsArray(Expression expression) {
        return expression instanceof Refined refined && refined.keepsArray()
                || expression instanceof Path path && path.keepsArray();
    }

    /// Returns the ancestor; null for an expression that a `%` cannot refer to.
    static @Nullable Ancestor ancestor(Expression expression) {
        return bare(expression) instanceof WithAncestor known ? known.ancestor() : null;
    }

    /// Returns true for an array constructor that is kept, and for a block that holds one: as the first step
    /// of a path it is evaluated once, however many values the context has.
    static boolean isKeptArray(Expression expression) {
        Expression bare = bare(expression);
        return bare instanceof ArrayConstructor array && array.kept()
                || bare instanceof Block block
                        && block.expressions().stream()
                                .anyMatch(each -> isKeptArray(each)
                                        || each instanceof Path path
                                                && isKeptArray(
                                                        path.steps().getFirst().expression()));
    }
}
