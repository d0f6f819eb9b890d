// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One evaluation of an expression, by [the rules of JSONata](https://docs.jsonata.org/processing).
///
/// Its values are JSON nodes and, while it lasts, [FunctionValue]s; null is the undefined value. The nodes of
/// the input are never changed, and the result contains unchanged parts as the same nodes.
final class Evaluator {
    private static final int CHARACTERS_OF_A_STEP = 64;
    private static final Expression CHAIN = Parser.parse("function($f, $g) { function($x) { $g($f($x)) } }");

    private final Bounds bounds;
    private final JsonataScope scope;
    private final PathEvaluation paths;
    private final Grouping grouping;

    Evaluator(Bounds bounds, JsonataScope scope) {
        this.bounds = bounds;
        this.scope = scope;
        this.grouping = new Grouping(this);
        this.paths = new PathEvaluation(this, bounds, grouping);
    }

    Bounds bounds() {
        return bounds;
    }

    JsonataScope scope() {
        return scope;
    }

    /// Evaluates a part of the expression with `context` as its context. Throws [EvaluationError].
    @Nullable
    JsonNode evaluate(Expression expression, @Nullable JsonNode context, Frame frame) {
        bounds.enter();
        JsonNode value = expression instanceof Expression.Refined refined
                ? refined(refined, context, frame)
                : plain(expression, context, frame);
        bounds.leave();
        return value instanceof ComputedArray array && ComputedArray.isSequence(array) ? single(array) : value;
    }

    private static @Nullable JsonNode single(ComputedArray sequence) {
        return switch (sequence.size()) {
            case 0 -> null;
            case 1 -> sequence.keepsOne() ? sequence : sequence.get(0);
            default -> sequence;
        };
    }

    private @Nullable JsonNode plain(Expression expression, @Nullable JsonNode context, Frame frame) {
        return switch (expression) {
            case Expression.Path path -> paths.evaluate(path, context, frame);
            case Expression.Variable variable -> variable.name().isEmpty() ? context : frame.lookup(variable.name());
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> Lookup.member(context, name.name(), bounds);
            case Expression.Call call -> call(call, context, frame, List.of());
            case Expression.Operation operation -> operation(operation, context, frame);
            case Expression.Condition condition -> condition(condition, context, frame);
            case Expression.ObjectConstructor object -> grouping.evaluate(object.group(), context, frame);
            case Expression.ArrayConstructor array -> array(array, context, frame);
            case Expression.Block block -> block(block, context, frame);
            case Expression.Assignment assignment -> assign(assignment, context, frame);
            case Expression.Lambda lambda -> new FunctionValue.Closure(lambda, context, frame);
            case Expression.TailCall tail -> new FunctionValue.Pending(tail.call(), context, frame);
            case Expression.Application application -> application(application, context, frame);
            case Expression.Wildcard _ -> Lookup.members(context, bounds);
            case Expression.Descendants _ -> Lookup.descendants(context, bounds);
            case Expression.Negation negation -> Operations.negate(evaluate(negation.operand(), context, frame));
            case Expression.Regex regex -> new FunctionValue.Regex(regex.pattern());
            case Expression.PartialCall partial -> partial(partial, context, frame);
            case Expression.Transform transform -> new Transformation(this, transform, frame).function();
            case Expression.Parent parent -> parent(parent, frame);
            case Expression.Sort _, Expression.Refined _ ->
                throw new IllegalStateException("evaluated by who knows what it belongs to: " + expression);
        };
    }

    private static @Nullable JsonNode parent(Expression.Parent parent, Frame frame) {
        String variable = parent.reference().variable();
        return variable == null ? null : frame.lookup(variable);
    }

    private @Nullable JsonNode refined(Expression.Refined refined, @Nullable JsonNode context, Frame frame) {
        JsonNode value = plain(refined.expression(), context, frame);
        for (Expression predicate : refined.predicates()) {
            value = paths.filter(predicate, value, frame);
        }
        if (refined.group().isPresent()) {
            value = grouping.evaluate(refined.group().get(), value, frame);
        }
        if (!refined.keepsArray() || value == null) {
            return value;
        }
        if (ComputedArray.isSequence(value)) {
            return ((ComputedArray) value).keepOne();
        }
        boolean chosen = !refined.predicates().isEmpty() && !(value instanceof ArrayNode);
        return chosen ? ComputedArray.sequenceOf(value).keepOne() : value;
    }

    private @Nullable JsonNode operation(Expression.Operation operation, @Nullable JsonNode context, Frame frame) {
        JsonNode left = evaluate(operation.left(), context, frame);
        return switch (operation.operator()) {
            case AND -> Truth.node(Truth.of(left) && Truth.of(evaluate(operation.right(), context, frame)));
            case OR -> Truth.node(Truth.of(left) || Truth.of(evaluate(operation.right(), context, frame)));
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    REMAINDER,
                    CONCATENATE,
                    RANGE,
                    EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    IN ->
                Operations.apply(operation.operator(), left, evaluate(operation.right(), context, frame), bounds);
        };
    }

    private @Nullable JsonNode condition(Expression.Condition condition, @Nullable JsonNode context, Frame frame) {
        if (Truth.of(evaluate(condition.condition(), context, frame))) {
            return evaluate(condition.then(), context, frame);
        }
        Optional<Expression> otherwise = condition.otherwise();
        return otherwise.isPresent() ? evaluate(otherwise.get(), context, frame) : null;
    }

    private JsonNode array(Expression.ArrayConstructor constructor, @Nullable JsonNode context, Frame frame) {
        ComputedArray array = ComputedArray.array(constructor.items().size());
        for (Expression item : constructor.items()) {
            JsonNode value = evaluate(item, context, frame);
            if (value instanceof ArrayNode elements
                    && !(Expression.bare(item) instanceof Expression.ArrayConstructor)) {
                array.pushAll(elements);
            } else if (value != null) {
                array.push(value);
            }
        }
        return constructor.kept() ? array.keep() : array;
    }

    private @Nullable JsonNode block(Expression.Block block, @Nullable JsonNode context, Frame frame) {
        Frame inner = Frame.within(frame);
        JsonNode value = null;
        for (Expression expression : block.expressions()) {
            value = evaluate(expression, context, inner);
        }
        return value;
    }

    private @Nullable JsonNode assign(Expression.Assignment assignment, @Nullable JsonNode context, Frame frame) {
        JsonNode value = evaluate(assignment.value(), context, frame);
        frame.bind(assignment.variable(), value);
        return value;
    }

    /// Evaluates `~>`: `a ~> f` is `f(a)`, `a ~> f(b)` is `f(a, b)`, and `f ~> g` is a function that applies
    /// `f` and then `g`.
    private @Nullable JsonNode application(
            Expression.Application application, @Nullable JsonNode context, Frame frame) {
        JsonNode value = applied(application, context, frame);
        boolean keepsArray =
                Expression.keepsArray(application.argument()) || Expression.keepsArray(application.function());
        return keepsArray && value instanceof ComputedArray array ? array.keepOne() : value;
    }

    private @Nullable JsonNode applied(Expression.Application application, @Nullable JsonNode context, Frame frame) {
        JsonNode argument = evaluate(application.argument(), context, frame);
        if (Expression.bare(application.function()) instanceof Expression.Call call) {
            List<@Nullable JsonNode> first = new ArrayList<>();
            first.add(argument);
            return call(call, context, frame, first);
        }
        if (!(evaluate(application.function(), context, frame) instanceof FunctionValue function)) {
            throw new EvaluationError(
                    "T2006", "The right side of the function application operator ~> must be a function");
        }
        if (argument instanceof FunctionValue && evaluate(CHAIN, null, frame) instanceof FunctionValue.Closure chain) {
            return apply(chain, List.of(argument, function), null, null);
        }
        List<@Nullable JsonNode> arguments = new ArrayList<>();
        arguments.add(argument);
        return apply(function, arguments, null, null);
    }

    private @Nullable JsonNode call(
            Expression.Call call, @Nullable JsonNode context, Frame frame, List<? extends @Nullable JsonNode> first) {
        JsonNode procedure = evaluate(call.procedure(), context, frame);
        suggestDollar(NotAFunction.INVOKED, call.procedure(), procedure, frame);
        List<@Nullable JsonNode> arguments = new ArrayList<>(first);
        for (Expression argument : call.arguments()) {
            arguments.add(evaluate(argument, context, frame));
        }
        return apply(procedure, arguments, context, name(call.procedure()));
    }

    /// The errors of calling a value that is no function.
    private enum NotAFunction {
        INVOKED("T1005", "Attempted to invoke a non-function."),
        PARTIALLY_APPLIED("T1007", "Attempted to partially apply a non-function.");

        private final String code;
        private final String sentence;

        NotAFunction(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }
    }

    /// Throws an error that suggests the missing `$`, if a function of that name exists.
    private static void suggestDollar(NotAFunction error, Expression procedure, @Nullable JsonNode found, Frame frame) {
        String name = name(procedure);
        if (found == null && procedure instanceof Expression.Path && name != null && frame.lookup(name) != null) {
            throw new EvaluationError(error.code, error.sentence + " Did you mean $" + name + "?");
        }
    }

    private static @Nullable String name(Expression procedure) {
        if (procedure instanceof Expression.Path path) {
            return name(path.steps().getFirst().expression());
        }
        if (procedure instanceof Expression.Variable variable) {
            return variable.name();
        }
        return procedure instanceof Expression.Name name ? name.name() : null;
    }

    /// Returns the function's value, after any tail calls. `context` stands in for missing arguments; `name`
    /// is the function's name where the expression has one.
    @Nullable
    JsonNode apply(
            @Nullable JsonNode function,
            List<? extends @Nullable JsonNode> arguments,
            @Nullable JsonNode context,
            @Nullable String name) {
        JsonNode value = applyOnce(function, arguments, context, name);
        while (value instanceof FunctionValue.Pending pending) {
            bounds.step();
            Expression.Call call = pending.call();
            JsonNode next = evaluate(call.procedure(), pending.context(), pending.frame());
            List<@Nullable JsonNode> values = new ArrayList<>(call.arguments().size());
            for (Expression argument : call.arguments()) {
                values.add(evaluate(argument, pending.context(), pending.frame()));
            }
            value = applyOnce(next, values, context, name(call.procedure()));
        }
        return value;
    }

    private @Nullable JsonNode applyOnce(
            @Nullable JsonNode function,
            List<? extends @Nullable JsonNode> arguments,
            @Nullable JsonNode context,
            @Nullable String name) {
        if (!(function instanceof FunctionValue known)) {
            throw new EvaluationError("T1006", "Attempted to invoke a non-function");
        }
        return switch (known) {
            case FunctionValue.Builtin builtin ->
                invoke(builtin, arguments, context, name == null ? builtin.name() : name);
            case FunctionValue.Closure closure -> invoke(closure, arguments, context, name);
            case FunctionValue.Partial partial -> apply(partial.function(), partial.fill(arguments), context, name);
            case FunctionValue.Regex regex -> RegexFunctions.match(regex, arguments, bounds);
            case FunctionValue.Pending _ -> throw new IllegalStateException("a call that was not made");
        };
    }

    private @Nullable JsonNode invoke(
            FunctionValue.Builtin builtin,
            List<? extends @Nullable JsonNode> arguments,
            @Nullable JsonNode context,
            @Nullable String name) {
        List<? extends @Nullable JsonNode> checked = builtin.signature().isPresent()
                ? builtin.signature().get().validate(arguments, context, name)
                : arguments;
        bounds.steps(1 + length(checked));
        return builtin.body().apply(new Arguments(checked, arguments.size(), name, this));
    }

    /// Estimates the amount of data that a function has to look at.
    private static long length(List<? extends @Nullable JsonNode> arguments) {
        long length = 0;
        for (JsonNode argument : arguments) {
            length += argument instanceof TextNode text
                    ? text.textValue().length() / CHARACTERS_OF_A_STEP
                    : argument == null ? 0 : argument.size();
        }
        return length;
    }

    private @Nullable JsonNode invoke(
            FunctionValue.Closure closure,
            List<? extends @Nullable JsonNode> arguments,
            @Nullable JsonNode context,
            @Nullable String name) {
        Expression.Lambda lambda = closure.lambda();
        List<? extends @Nullable JsonNode> values = lambda.signature().isPresent()
                ? lambda.signature().get().validate(arguments, context, name)
                : arguments;
        Frame frame = Frame.within(closure.frame());
        for (int i = 0; i < lambda.parameters().size(); i++) {
            frame.bind(lambda.parameters().get(i), i < values.size() ? values.get(i) : null);
        }
        return evaluate(lambda.body(), closure.context(), frame);
    }

    private JsonNode partial(Expression.PartialCall call, @Nullable JsonNode context, Frame frame) {
        List<FunctionValue.Partial.Slot> slots = new ArrayList<>();
        for (Optional<Expression> argument : call.arguments()) {
            slots.add(new FunctionValue.Partial.Slot(
                    argument.isEmpty(), argument.isPresent() ? evaluate(argument.get(), context, frame) : null));
        }
        JsonNode procedure = evaluate(call.procedure(), context, frame);
        suggestDollar(NotAFunction.PARTIALLY_APPLIED, call.procedure(), procedure, frame);
        if (procedure instanceof FunctionValue function) {
            return FunctionValue.Partial.of(function, slots);
        }
        throw new EvaluationError("T1008", "Attempted to partially apply a non-function");
    }
}
