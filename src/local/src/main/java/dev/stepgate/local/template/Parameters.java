// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// The Parameters section and the values given on the command line, checked as CloudFormation checks
/// them
/// ([syntax](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html)).
final class Parameters {
    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Default",
            "AllowedValues",
            "AllowedPattern",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "ConstraintDescription",
            "Description",
            "NoEcho");

    private final GivenParameters given;
    private final TemplateProblems problems;
    private final Set<String> declared;
    private final Stack stack;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Parameters(GivenParameters given, Stack stack, Optional<Node.Fields> section) {
        this.given = given;
        this.problems = given.problems();
        this.stack = stack;
        this.declared = section.map(fields -> fields.fields().keySet()).orElse(Collections.emptySortedSet());
    }

    /// Returns each parameter's value: a string (for numbers too, as in CloudFormation), or a list of
    /// strings.
    ///
    /// @param stack in which the parameters of Parameter Store are that nobody here has
    static Map<String, Node> read(Optional<Node.Fields> section, GivenParameters given, Stack stack) {
        Parameters parameters = new Parameters(given, stack, section);
        given.check(parameters.declared);
        section.ifPresent(fields -> fields.fields().forEach(parameters::read));
        return parameters.values;
    }

    private void read(String name, Node.Field field) {
        Names.check("a parameter", name, field.mark(), problems);
        values.put(name, new Node.Unknown(field.mark()));
        if (!(field.value() instanceof Node.Fields declaration)) {
            problems.add(field.mark(), "the parameter " + name + " must be an object with a Type");
            return;
        }
        problems.unknown(declaration, ATTRIBUTES, "a parameter has no attribute");
        Optional<Node.Scalar> value = value(name, declaration);
        if (value.isEmpty() && !ATTRIBUTES.containsAll(declaration.fields().keySet())) {
            return;
        }
        if (value.isEmpty()) {
            given.missing(name, declared, field.mark());
        } else {
            typed(name, declaration, value.get()).ifPresent(typed -> values.put(name, typed));
        }
    }

    private Optional<Node.Scalar> value(String name, Node.Fields declaration) {
        return AssetParameters.local(name, Optional.ofNullable(given.values().get(name)))
                .map(text -> Node.text(text, declaration.mark()))
                .or(() -> given.find(name))
                .or(() -> ofDefault(name, declaration));
    }

    /// Returns the default; for a parameter of Parameter Store, whose value is in an account, one that
    /// looks like it where the name tells what it is: `/shop/UserPoolArn`.
    private Optional<Node.Scalar> ofDefault(String name, Node.Fields declaration) {
        Optional<Node.Scalar> written = scalar(declaration, "Default");
        boolean isStored = scalar(declaration, "Type")
                .filter(type -> type.text().startsWith("AWS::SSM::Parameter::Value<"))
                .isPresent();
        return isStored ? written.map(key -> standIn(name, key)) : written;
    }

    private Node.Scalar standIn(String name, Node.Scalar key) {
        return Stream.of(key.text(), name)
                .map(text -> text.replaceFirst("(?i)param(eter)?$", ""))
                .flatMap(text -> GenericNames.output(text, stack).stream())
                .findFirst()
                .map(text -> {
                    problems.notHere(
                            key.mark(),
                            "the value of " + key.text() + " in Parameter Store",
                            "\"" + text + "\" stands for it");
                    return Node.text(text, key.mark());
                })
                .orElse(key);
    }

    private Optional<Node> typed(String name, Node.Fields declaration, Node.Scalar value) {
        String type = scalar(declaration, "Type").map(Node.Scalar::text).orElse("");
        boolean list = type.equals("CommaDelimitedList")
                || type.startsWith("List<")
                || type.startsWith("AWS::SSM::Parameter::Value<List<")
                || type.equals("AWS::SSM::Parameter::Value<CommaDelimitedList>");
        if (!list && !type.equals("String") && !type.equals("Number") && !type.startsWith("AWS::")) {
            problems.add(
                    declaration.mark(),
                    "the parameter " + name + " has the type " + (type.isEmpty() ? "(none)" : type)
                            + ": expected String, Number, CommaDelimitedList or List<...>");
            return Optional.empty();
        }
        List<Node> elements = list ? elements(value) : List.of(value);
        boolean numbers = type.equals("Number") || type.equals("List<Number>");
        boolean allowed = elements.stream()
                .map(element -> isAllowed(name, declaration, ((Node.Scalar) element), numbers))
                .reduce(true, Boolean::logicalAnd);
        Node typed = list ? new Node.Items(elements, value.mark()) : Node.text(value.text(), value.mark());
        return allowed ? Optional.of(typed) : Optional.empty();
    }

    private static List<Node> elements(Node.Scalar value) {
        List<Node> elements = new ArrayList<>();
        for (String element : value.text().split(",", -1)) {
            elements.add(Node.text(element.strip(), value.mark()));
        }
        return elements;
    }

    private boolean isAllowed(String name, Node.Fields declaration, Node.Scalar value, boolean number) {
        Optional<BigDecimal> amount = number ? number(value.text()) : Optional.empty();
        Optional<String> reason = number && amount.isEmpty()
                ? Optional.of("is not a number")
                : notListed(declaration, value)
                        .or(() -> patternMissed(declaration, value))
                        .or(() -> number ? Optional.empty() : wrongLength(declaration, value))
                        .or(() -> amount.flatMap(given -> outOfRange(declaration, given)));
        reason.ifPresent(why -> problems.add(
                value.mark(),
                "the parameter " + name + ": " + value.text() + " " + why
                        + scalar(declaration, "ConstraintDescription")
                                .map(text -> " (" + text.text() + ")")
                                .orElse("")));
        return reason.isEmpty();
    }

    private static Optional<String> notListed(Node.Fields declaration, Node.Scalar value) {
        Optional<List<String>> allowed = declaration
                .find("AllowedValues")
                .filter(Node.Items.class::isInstance)
                .map(Node.Items.class::cast)
                .map(items -> items.items().stream()
                        .filter(Node.Scalar.class::isInstance)
                        .map(item -> ((Node.Scalar) item).text())
                        .toList());
        return allowed.filter(values -> !values.contains(value.text()))
                .map(values -> "is not one of " + String.join(", ", values));
    }

    private Optional<String> patternMissed(Node.Fields declaration, Node.Scalar value) {
        Optional<Node.Scalar> pattern = scalar(declaration, "AllowedPattern");
        try {
            return pattern.filter(regex -> !Pattern.matches(regex.text(), value.text()))
                    .map(regex -> "does not match " + regex.text());
        } catch (PatternSyntaxException e) {
            problems.add(
                    pattern.orElseThrow().mark(), "AllowedPattern is not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static Optional<String> wrongLength(Node.Fields declaration, Node.Scalar value) {
        BigDecimal length = BigDecimal.valueOf(value.text().length());
        return below(declaration, "MinLength", length)
                .map(least -> "is shorter than " + least)
                .or(() -> above(declaration, "MaxLength", length).map(most -> "is longer than " + most));
    }

    private static Optional<String> outOfRange(Node.Fields declaration, BigDecimal amount) {
        return below(declaration, "MinValue", amount)
                .map(least -> "is less than " + least)
                .or(() -> above(declaration, "MaxValue", amount).map(most -> "is more than " + most));
    }

    private static Optional<BigDecimal> below(Node.Fields declaration, String attribute, BigDecimal amount) {
        return bound(declaration, attribute).filter(least -> amount.compareTo(least) < 0);
    }

    private static Optional<BigDecimal> above(Node.Fields declaration, String attribute, BigDecimal amount) {
        return bound(declaration, attribute).filter(most -> amount.compareTo(most) > 0);
    }

    private static Optional<BigDecimal> bound(Node.Fields declaration, String attribute) {
        Function<Node.Scalar, Optional<BigDecimal>> amount = bound -> number(bound.text());
        return scalar(declaration, attribute).flatMap(amount);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Node.Scalar> scalar(Node.Fields declaration, String attribute) {
        return declaration.find(attribute).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
    }
}
