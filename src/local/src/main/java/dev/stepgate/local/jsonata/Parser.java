// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.node.NumericNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.jsonata.Expression.Group;
import dev.stepgate.local.jsonata.Expression.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses an expression by top-down operator precedence: a value takes in the operator after it as long as
/// that binds more strongly than the operator before it.
final class Parser {
    /// The maximum nesting of an expression, with each operator of a chain counted as a level. A deeper one
    /// could not be evaluated, and would overflow the stack here.
    private static final int MAX_NESTING = 500;

    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry(".", 75),
            Map.entry("[", 80),
            Map.entry("{", 70),
            Map.entry("(", 80),
            Map.entry("@", 80),
            Map.entry("#", 80),
            Map.entry("?", 20),
            Map.entry("^", 40),
            Map.entry("~>", 40),
            Map.entry(":=", 10));

    private final Tokenizer tokenizer;
    private final PathBuilder paths = new PathBuilder();
    private Token token;
    private int nesting;

    private Parser(String text) {
        this.tokenizer = new Tokenizer(text);
        this.token = tokenizer.next(false);
    }

    /// Parses an expression. Throws [JsonataSyntaxException].
    static Expression parse(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.expression(0);
        if (!(parser.token instanceof Token.End)) {
            throw new JsonataSyntaxException("S0201", "Syntax error: " + parser.token.shown());
        }
        return parser.paths.finish(expression);
    }

    private Expression expression(int power) {
        int outer = nesting;
        nest();
        Token first = token;
        advance(true);
        Expression left = prefix(first);
        while (power < power(token)) {
            nest();
            Token operator = token;
            advance(false);
            left = infix((Token.Operator) operator, left);
        }
        nesting = outer;
        return left;
    }

    private void nest() {
        if (++nesting > MAX_NESTING) {
            throw new JsonataSyntaxException(
                    "S0500", "Syntax error: the expression is nested more than " + MAX_NESTING + " levels deep");
        }
    }

    private void advance(boolean behindValue) {
        token = tokenizer.next(behindValue);
        if (token instanceof Token.Operator operator && power(token) == 0 && !isKnown(operator.symbol())) {
            throw new JsonataSyntaxException("S0204", "Unknown operator: " + token.shown());
        }
    }

    private static boolean isKnown(String symbol) {
        return !symbol.equals("!") && !symbol.equals("~");
    }

    /// Skips the symbol that is required here.
    private void expect(String symbol, boolean behindValue) {
        if (!token.is(symbol)) {
            String expected = "Expected \"" + symbol + "\"";
            throw token instanceof Token.End
                    ? new JsonataSyntaxException("S0203", expected + " before end of expression")
                    : new JsonataSyntaxException("S0202", expected + ", got " + token.shown());
        }
        advance(behindValue);
    }

    private boolean skip(String symbol) {
        boolean here = token.is(symbol);
        if (here) {
            advance(false);
        }
        return here;
    }

    private static int power(Token token) {
        return token instanceof Token.Operator operator
                ? POWERS.getOrDefault(
                        operator.symbol(),
                        Operator.of(operator.symbol()).map(Operator::power).orElse(0))
                : 0;
    }

    private Expression prefix(Token first) {
        return switch (first) {
            case Token.Name name -> paths.name(name.name());
            case Token.Variable variable -> new Expression.Variable(variable.name());
            case Token.Literal literal -> new Expression.Literal(literal.value());
            case Token.Regex regex -> new Expression.Regex(regex.pattern());
            case Token.Operator operator -> prefixOperator(operator);
            case Token.End _ -> throw new JsonataSyntaxException("S0207", "Unexpected end of expression");
        };
    }

    private Expression prefixOperator(Token.Operator operator) {
        return switch (operator.symbol()) {
            case "and", "or", "in" -> paths.name(operator.symbol());
            case "-" -> negation(expression(70));
            case "*" -> new Expression.Wildcard(new Ancestor());
            case "**" -> new Expression.Descendants();
            case "%" -> paths.parent();
            case "(" -> block();
            case "[" -> array();
            case "{" -> paths.object(group());
            case "|" -> transform();
            default ->
                throw new JsonataSyntaxException(
                        "S0211", "The symbol " + operator.shown() + " cannot be used as a unary operator");
        };
    }

    private Expression negation(Expression operand) {
        return operand instanceof Expression.Literal literal && literal.value() instanceof NumericNode number
                ? new Expression.Literal(Json.number(-number.doubleValue()))
                : paths.whole(new Expression.Negation(operand), operand);
    }

    private Expression block() {
        List<Expression> expressions = new ArrayList<>();
        while (!token.is(")")) {
            expressions.add(expression(0));
            if (!skip(";")) {
                break;
            }
        }
        expect(")", true);
        return paths.whole(new Expression.Block(List.copyOf(expressions), new Ancestor()), expressions);
    }

    private Expression array() {
        List<Expression> items = new ArrayList<>();
        if (!token.is("]")) {
            do {
                Expression item = expression(0);
                items.add(skip("..") ? operation(Operator.RANGE, item, expression(0)) : item);
            } while (skip(","));
        }
        expect("]", true);
        return paths.whole(new Expression.ArrayConstructor(List.copyOf(items), false), items);
    }

    private Group group() {
        List<Expression.Member> members = new ArrayList<>();
        if (!token.is("}")) {
            do {
                Expression key = expression(0);
                expect(":", false);
                members.add(new Expression.Member(key, expression(0)));
            } while (skip(","));
        }
        expect("}", true);
        return new Group(List.copyOf(members));
    }

    private Expression transform() {
        Expression pattern = expression(0);
        expect("|", false);
        Expression update = expression(0);
        Optional<Expression> delete = skip(",") ? Optional.of(expression(0)) : Optional.empty();
        expect("|", false);
        return new Expression.Transform(pattern, update, delete);
    }

    private Expression infix(Token.Operator operator, Expression left) {
        return switch (operator.symbol()) {
            case "." -> paths.join(left, expression(75));
            case "[" -> predicate(left);
            case "{" -> paths.group(left, group());
            case "(" -> call(left);
            case "^" -> paths.sort(left, terms());
            case "@" -> paths.focus(left, variable(operator));
            case "#" -> paths.index(left, variable(operator));
            case "?" -> condition(left);
            case "~>" -> new Expression.Application(left, expression(40));
            case ":=" -> assignment(left);
            default -> {
                Operator known = Operator.of(operator.symbol()).orElseThrow();
                yield operation(known, left, expression(known.power()));
            }
        };
    }

    private Expression operation(Operator operator, Expression left, Expression right) {
        return paths.whole(new Expression.Operation(operator, left, right), left, right);
    }

    private Expression predicate(Expression left) {
        if (skip("]")) {
            return paths.keepArray(left);
        }
        Expression predicate = expression(0);
        expect("]", true);
        return paths.filter(left, predicate);
    }

    private List<Term> terms() {
        expect("(", false);
        List<Term> terms = new ArrayList<>();
        do {
            boolean descending = skip(">");
            if (!descending) {
                skip("<");
            }
            terms.add(new Term(expression(0), descending));
        } while (skip(","));
        expect(")", false);
        return List.copyOf(terms);
    }

    private String variable(Token.Operator operator) {
        if (expression(80) instanceof Expression.Variable variable) {
            return variable.name();
        }
        throw new JsonataSyntaxException(
                "S0214", "The right side of " + operator.shown() + " must be a variable name (start with $)");
    }

    private Expression condition(Expression condition) {
        Expression then = expression(0);
        if (!skip(":")) {
            return paths.whole(new Expression.Condition(condition, then, Optional.empty()), condition, then);
        }
        Expression otherwise = expression(0);
        return paths.whole(
                new Expression.Condition(condition, then, Optional.of(otherwise)), condition, then, otherwise);
    }

    private Expression assignment(Expression left) {
        if (!(left instanceof Expression.Variable variable)) {
            throw new JsonataSyntaxException("S0212", "The left side of := must be a variable name (start with $)");
        }
        Expression value = expression(9);
        return paths.whole(new Expression.Assignment(variable.name(), value), value);
    }

    private Expression call(Expression procedure) {
        List<Optional<Expression>> arguments = new ArrayList<>();
        if (!token.is(")")) {
            do {
                arguments.add(skip("?") ? Optional.empty() : Optional.of(expression(0)));
            } while (skip(","));
        }
        expect(")", true);
        List<Expression> given = arguments.stream().flatMap(Optional::stream).toList();
        if (PathBuilder.isNamed(procedure, "function", "\u03BB")) {
            return lambda(arguments);
        }
        return paths.whole(
                given.size() < arguments.size()
                        ? new Expression.PartialCall(procedure, List.copyOf(arguments))
                        : new Expression.Call(procedure, given),
                given);
    }

    private Expression lambda(List<Optional<Expression>> parameters) {
        List<String> names = new ArrayList<>();
        for (Optional<Expression> parameter : parameters) {
            if (!(parameter.orElse(null) instanceof Expression.Variable variable)) {
                throw new JsonataSyntaxException(
                        "S0208",
                        "Parameter " + (names.size() + 1)
                                + " of function definition must be a variable name (start with $)");
            }
            names.add(variable.name());
        }
        Optional<Signature> signature = token.is("<") ? Optional.of(signature()) : Optional.empty();
        expect("{", false);
        Expression body = expression(0);
        expect("}", false);
        return new Expression.Lambda(List.copyOf(names), signature, withTailCalls(body));
    }

    private Signature signature() {
        StringBuilder text = new StringBuilder("<");
        int depth = 1;
        while (depth > 0 && !token.is("{") && !(token instanceof Token.End)) {
            advance(false);
            depth += token.is(">") ? -1 : token.is("<") ? 1 : 0;
            text.append(token.text());
        }
        expect(">", false);
        return Signature.parse(text.toString());
    }

    /// Marks calls in the last place of a function, which need not wait on the stack.
    private static Expression withTailCalls(Expression body) {
        if (body instanceof Expression.Call call) {
            return new Expression.TailCall(call);
        }
        if (body instanceof Expression.Condition condition) {
            return new Expression.Condition(
                    condition.condition(),
                    withTailCalls(condition.then()),
                    condition.otherwise().map(Parser::withTailCalls));
        }
        if (body instanceof Expression.Block block && !block.expressions().isEmpty()) {
            List<Expression> expressions = new ArrayList<>(block.expressions());
            expressions.add(withTailCalls(expressions.removeLast()));
            return new Expression.Block(List.copyOf(expressions), block.ancestor());
        }
        return body;
    }
}
