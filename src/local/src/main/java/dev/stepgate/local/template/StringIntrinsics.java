// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Implements Fn::Sub, Fn::Join, Fn::Select, Fn::Split and Fn::Base64 for resolved arguments.
final class StringIntrinsics {
    private static final int MAX_SHOWN = 80;
    private static final Pattern STACK_ID = Pattern.compile("arn:aws[a-z-]*:cloudformation:");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final References references;
    private final TemplateProblems problems;

    StringIntrinsics(References references, TemplateProblems problems) {
        this.references = references;
        this.problems = problems;
    }

    /// Returns a string, or a number or boolean in its own spelling; anything else is a problem. Empty for an
    /// unknown value.
    Optional<String> text(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Optional.of(scalar.text());
            case Node.Unknown _ -> Optional.empty();
            case Node.Items items when items.isMadeUp() -> items.madeUpText();
            case Node.Items _, Node.Fields _ -> {
                problems.add(node.mark(), "expected a text here");
                yield Optional.empty();
            }
        };
    }

    /// Replaces `${Name}` and `${Name.Attribute}`, and writes `${!x}` as a literal `${x}`.
    Node substitute(Node.Scalar template, Map<String, Node> variables) {
        if (!template.text().contains("${")) {
            return Node.text(references.local(template.text()), template.mark());
        }
        StringBuilder result = new StringBuilder();
        boolean known = true;
        Matcher matcher = VARIABLE.matcher(template.text());
        int end = 0;
        while (matcher.find()) {
            result.append(template.text(), end, matcher.start());
            end = matcher.end();
            Optional<String> value = variable(matcher.group(1).strip(), variables, template.mark());
            value.ifPresent(result::append);
            known &= value.isPresent();
        }
        result.append(template.text(), end, template.text().length());
        return known
                ? Node.text(references.local(result.toString()), template.mark())
                : new Node.Unknown(template.mark());
    }

    private Optional<String> variable(String name, Map<String, Node> variables, SourceLocation mark) {
        if (name.startsWith("!")) {
            return Optional.of("${" + name.substring(1) + "}");
        }
        Node variable = variables.get(name);
        if (variable != null) {
            return text(variable);
        }
        int dot = name.indexOf('.');
        Optional<Node> value = dot < 0
                ? references.ref(name, mark)
                : references
                        .generated(name, mark)
                        .or(() -> Optional.of(
                                references.attribute(name.substring(0, dot), name.substring(dot + 1), mark)));
        return value.flatMap(this::text);
    }

    Node join(List<Node> arguments, SourceLocation mark) {
        if (arguments.size() != 2
                || !(arguments.get(1) instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _))) {
            return unlessUnknown(arguments, mark, "Fn::Join takes a separator and a list");
        }
        Optional<String> separator = text(arguments.get(0));
        List<String> texts = parts.stream().flatMap(part -> text(part).stream()).toList();
        return separator.isPresent() && texts.size() == parts.size()
                ? Node.text(references.local(String.join(separator.get(), texts)), mark)
                : new Node.Unknown(mark);
    }

    Node select(List<Node> arguments, SourceLocation mark) {
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof Node.Scalar index)
                || !(arguments.get(1) instanceof Node.Items list)
                || !index.text().matches("[0-9]{1,9}")) {
            return unlessUnknown(arguments, mark, "Fn::Select takes an index, from 0, and a list");
        }
        int position = Integer.parseInt(index.text());
        if (position < list.items().size()) {
            return list.items().get(position);
        }
        Optional<String> madeUp = list.madeUpText();
        return madeUp.isPresent()
                ? Node.text(madeUp.get() + "-" + position, mark)
                : unlessUnknown(list.items(), mark, tooShort(index.text(), list));
    }

    private static String tooShort(String index, Node.Items list) {
        int size = list.items().size();
        String shown = list.items().stream()
                .map(item -> item instanceof Node.Scalar scalar ? scalar.text() : "...")
                .collect(Collectors.joining(", "));
        return "Fn::Select: the list has no item " + index + ", only "
                + (size == 1 ? "item 0" : "items 0 to " + (size - 1))
                + ": "
                + (shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + " ..." : shown)
                + (STACK_ID.matcher(shown).lookingAt() ? "; --stack-name gives the stack another name" : "");
    }

    Node split(List<Node> arguments, SourceLocation mark) {
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof Node.Scalar separator)
                || !(arguments.get(1) instanceof Node.Scalar text)
                || separator.text().isEmpty()) {
            return unlessUnknown(arguments, mark, "Fn::Split takes a separator and a text");
        }
        List<Node> parts = new ArrayList<>();
        for (String part : text.text().split(Pattern.quote(separator.text()), -1)) {
            parts.add(Node.text(part, mark));
        }
        return new Node.Items(parts, mark);
    }

    Node base64(Node argument, SourceLocation mark) {
        return text(argument)
                .map(text -> (Node)
                        Node.text(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), mark))
                .orElse(new Node.Unknown(mark));
    }

    private Node unlessUnknown(List<Node> arguments, SourceLocation mark, String problem) {
        if (arguments.stream().noneMatch(Node.Unknown.class::isInstance)) {
            problems.add("value " + problem, mark, problem);
        }
        return new Node.Unknown(mark);
    }
}
