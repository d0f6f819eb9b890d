// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Resolves CloudFormation's intrinsic functions in a value
/// ([reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html)).
/// A call that cannot be resolved is a problem and becomes [Node.Unknown].
final class Resolver {
    private final References references;
    private final Mappings mappings;
    private final Conditions conditions;
    private final TemplateProblems problems;
    private final StringIntrinsics texts;
    private final ListIntrinsics lists;

    Resolver(References references, Mappings mappings, Conditions conditions, TemplateProblems problems) {
        this.references = references;
        this.mappings = mappings;
        this.conditions = conditions;
        this.problems = problems;
        this.texts = new StringIntrinsics(references, problems);
        this.lists = new ListIntrinsics(references, problems);
    }

    /// Returns the value with every function resolved; empty when it is AWS::NoValue.
    Optional<Node> resolve(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Optional.of(scalar);
            case Node.Unknown unknown -> Optional.of(unknown);
            case Node.Items items -> Optional.of(items(items));
            case Node.Fields fields
            when Intrinsics.isCall(fields) -> {
                Map.Entry<String, Node.Field> call = fields.fields().firstEntry();
                yield call(call.getKey(), call.getValue().value(), fields.mark());
            }
            case Node.Fields fields -> Optional.of(unlessMixed(fields));
        };
    }

    /// Returns an object; unknown, with a problem, when a function stands beside other keys.
    private Node unlessMixed(Node.Fields fields) {
        for (Map.Entry<String, Node.Field> field : fields.fields().entrySet()) {
            if (field.getKey().startsWith("Fn::")) {
                return unknown(
                        field.getValue().mark(), field.getKey() + " stands beside other keys; a function stands alone");
            }
        }
        return fields(fields);
    }

    private Node.Items items(Node.Items items) {
        List<Node> resolved = new ArrayList<>(items.items().size());
        for (Node item : items.items()) {
            resolve(item).ifPresent(resolved::add);
        }
        return new Node.Items(resolved, items.mark());
    }

    private Node.Fields fields(Node.Fields fields) {
        SequencedMap<String, Node.Field> resolved = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            resolve(field.value()).ifPresent(value -> resolved.put(name, new Node.Field(field.mark(), value)));
        });
        return new Node.Fields(resolved, fields.mark());
    }

    private Optional<Node> call(String function, Node argument, SourceLocation mark) {
        return switch (function) {
            case "Ref" -> reference(argument, mark);
            case "Fn::If" -> choose(argument, mark);
            case "Fn::GetAtt" -> Optional.of(attribute(argument, mark));
            case "Fn::FindInMap" -> findInMap(argument, mark);
            case "Fn::Sub" -> Optional.of(substitute(argument, mark));
            case "Fn::Join" -> Optional.of(texts.join(withList(function, argument), mark));
            case "Fn::Select" -> Optional.of(texts.select(withList(function, argument), mark));
            case "Fn::Split" -> Optional.of(texts.split(resolvedItems(function, argument), mark));
            case "Fn::GetAZs" -> resolve(argument).map(region -> lists.availabilityZones(region, mark));
            case "Fn::Cidr" -> Optional.of(lists.cidr(resolvedItems(function, argument), mark));
            case "Fn::Length" -> resolve(argument).map(list -> lists.length(list, mark));
            case "Fn::ToJsonString" -> resolve(argument).map(value -> lists.json(value, mark));
            case "Fn::ImportValue" -> resolve(argument).map(name -> imported(name, mark));
            case "Fn::GetStackOutput" -> resolve(argument).map(output -> outputOf(output, mark));
            case "Fn::Base64" -> resolve(argument).map(text -> texts.base64(text, mark));
            default -> Optional.of(unknown(mark, "there is no function " + function + " here"));
        };
    }

    /// Resolves Ref; with AWS::LanguageExtensions a function may give the name.
    private Optional<Node> reference(Node argument, SourceLocation mark) {
        Node name = argument instanceof Node.Fields call && Intrinsics.isCall(call)
                ? resolve(call).orElse(argument)
                : argument;
        return switch (name) {
            case Node.Scalar scalar -> references.ref(scalar.text(), mark);
            case Node.Unknown unknown -> Optional.of(unknown);
            case Node.Fields _, Node.Items _ -> Optional.of(unknown(mark, "Ref takes a name"));
        };
    }

    /// Imports the output of another stack, which is not here; a name made of its own stands in for
    /// its value.
    private Node imported(Node name, SourceLocation mark) {
        if (name instanceof Node.Scalar scalar) {
            problems.notHere(mark, "Fn::ImportValue " + scalar.text(), "a made-up value stands for its own");
            return Node.text(references.imported(scalar.text()), mark);
        }
        return name instanceof Node.Unknown ? name : unknown(mark, "Fn::ImportValue takes a name");
    }

    /// Reads the output of another stack, which is not here, likewise; the argument is an object with
    /// StackName, OutputName and, where it is elsewhere, Region and RoleArn.
    private Node outputOf(Node output, SourceLocation mark) {
        if (output instanceof Node.Fields fields
                && fields.find("StackName").orElse(null) instanceof Node.Scalar stack
                && fields.find("OutputName").orElse(null) instanceof Node.Scalar name) {
            problems.notHere(
                    mark,
                    "Fn::GetStackOutput " + stack.text() + " " + name.text(),
                    "a made-up value stands for its own");
            return Node.text(references.imported(name.text()), mark);
        }
        return output instanceof Node.Unknown
                ? output
                : unknown(mark, "Fn::GetStackOutput takes an object with StackName and OutputName");
    }

    /// Resolves Fn::FindInMap, whose fourth argument is an object with a DefaultValue
    /// (AWS::LanguageExtensions), which may be AWS::NoValue.
    private Optional<Node> findInMap(Node argument, SourceLocation mark) {
        if (!(argument instanceof Node.Items(List<Node> items, boolean _, SourceLocation place))
                || items.size() != 4
                || !(items.getLast() instanceof Node.Fields options)) {
            return Optional.of(mappings.find(resolvedItems("Fn::FindInMap", argument), mark));
        }
        Optional<Node> otherwise = options.find("DefaultValue");
        List<Node> path = resolvedItems("Fn::FindInMap", new Node.Items(items.subList(0, 3), place));
        if (otherwise.isEmpty() || path.stream().anyMatch(Node.Unknown.class::isInstance)) {
            return Optional.of(mappings.find(path, mark));
        }
        return mappings.find(path).or(() -> otherwise.flatMap(this::resolve));
    }

    private Optional<Node> choose(Node argument, SourceLocation mark) {
        if (!(argument instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _))
                || parts.size() != 3
                || !(parts.getFirst() instanceof Node.Scalar condition)) {
            return Optional.of(unknown(mark, "Fn::If takes a condition's name and two values"));
        }
        return conditions
                .isTrue(condition.text(), condition.mark())
                .map(holds -> resolve(parts.get(holds ? 1 : 2)))
                .orElseGet(() -> Optional.of(new Node.Unknown(mark)));
    }

    /// Resolves `Name.Attribute`, or a list of both, in which only the attribute may contain functions.
    private Node attribute(Node argument, SourceLocation mark) {
        List<Node> parts = argument instanceof Node.Scalar(var _, String text, SourceLocation place)
                ? splitAtDot(text, place)
                : argument instanceof Node.Items items ? items(items).items() : List.of();
        List<String> names =
                parts.stream().flatMap(part -> texts.text(part).stream()).toList();
        return names.size() == 2 && parts.size() == 2
                ? references.attribute(names.get(0), names.get(1), mark)
                : unknown(mark, "Fn::GetAtt takes a logical id and an attribute");
    }

    private static List<Node> splitAtDot(String text, SourceLocation mark) {
        int dot = text.indexOf('.');
        return dot < 0
                ? List.of()
                : List.of(Node.text(text.substring(0, dot), mark), Node.text(text.substring(dot + 1), mark));
    }

    private Node substitute(Node argument, SourceLocation mark) {
        if (argument instanceof Node.Scalar text) {
            return texts.substitute(text, Map.of());
        }
        if (argument instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _)
                && parts.size() == 2
                && parts.get(0) instanceof Node.Scalar text
                && parts.get(1) instanceof Node.Fields variables) {
            Map<String, Node> values = new LinkedHashMap<>();
            fields(variables).fields().forEach((name, field) -> values.put(name, field.value()));
            return texts.substitute(text, values);
        }
        return argument instanceof Node.Unknown
                ? argument
                : unknown(mark, "Fn::Sub takes a text, or a list of a text and its variables");
    }

    /// Resolves the arguments of a function whose second is a list. What is not here may have made it: then it is a
    /// made-up list.
    private List<Node> withList(String function, Node argument) {
        List<Node> resolved = resolvedItems(function, argument);
        if (!(argument instanceof Node.Items items)
                || items.items().size() != 2
                || resolved.size() != 2
                || !isMadeUp(items.items().getLast())) {
            return resolved;
        }
        return switch (resolved.getLast()) {
            case Node.Scalar text -> List.of(resolved.getFirst(), new Node.Items(List.of(text), true, text.mark()));
            case Node.Items list -> List.of(resolved.getFirst(), new Node.Items(list.items(), true, list.mark()));
            case Node.Fields _, Node.Unknown _ -> resolved;
        };
    }

    /// Tells whether a value comes from a resource or a stack that is not here.
    private boolean isMadeUp(Node node) {
        if (!(node instanceof Node.Fields fields) || !Intrinsics.isCall(fields)) {
            return false;
        }
        Node argument = fields.fields().firstEntry().getValue().value();
        return switch (fields.fields().firstEntry().getKey()) {
            case "Fn::ImportValue", "Fn::GetStackOutput" -> true;
            case "Fn::GetAtt" -> isAttributeMadeUp(argument);
            case "Fn::Split" ->
                argument instanceof Node.Items parts
                        && !parts.items().isEmpty()
                        && isMadeUp(parts.items().getLast());
            default -> false;
        };
    }

    private boolean isAttributeMadeUp(Node argument) {
        return switch (argument) {
            case Node.Scalar(var _, String text, SourceLocation _) -> references.isMadeUp(text.split("\\.", 2)[0]);
            case Node.Items items ->
                !items.items().isEmpty()
                        && items.items().getFirst() instanceof Node.Scalar name
                        && references.isMadeUp(name.text());
            case Node.Fields _, Node.Unknown _ -> false;
        };
    }

    /// Resolves the arguments of a function; one that is not a list becomes a list of one.
    private List<Node> resolvedItems(String function, Node argument) {
        if (argument instanceof Node.Items(List<Node> items, boolean _, SourceLocation _)) {
            List<Node> resolved = new ArrayList<>();
            items.forEach(item -> resolve(item).ifPresent(resolved::add));
            return resolved;
        }
        if (!(argument instanceof Node.Unknown)) {
            problems.add(argument.mark(), function + " takes a list");
        }
        return List.of(new Node.Unknown(argument.mark()));
    }

    private Node unknown(SourceLocation mark, String problem) {
        problems.add(mark, problem);
        return new Node.Unknown(mark);
    }
}
