// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The Mappings section, for Fn::FindInMap.
final class Mappings {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
    private static final int MAX_SHOWN = 5;

    private final Optional<Node.Fields> section;
    private final TemplateProblems problems;

    Mappings(Optional<Node.Fields> section, TemplateProblems problems) {
        this.section = section;
        this.problems = problems;
    }

    /// Every map has two levels of keys, and values that are texts or lists of texts: no function may stand
    /// there (User Guide, Mappings section).
    void checkAll() {
        section.ifPresent(maps -> maps.fields().forEach((name, map) -> {
            Names.check("a mapping", name, map.mark(), problems);
            objects("the mapping " + name, map.value()).forEach((key, inner) -> checkInner(name + "." + key, inner));
        }));
    }

    private void checkInner(String path, Node.Field inner) {
        objects("the mapping " + path, inner.value())
                .forEach((key, value) -> checkValue(path + "." + key, value.value()));
    }

    private Map<String, Node.Field> objects(String subject, Node node) {
        if (node instanceof Node.Fields fields && (!Intrinsics.isCall(fields) || isTransform(fields))) {
            return isTransform(fields) ? Map.of() : fields.fields();
        }
        problems.add(node.mark(), subject + " must be an object of keys; a function cannot stand there");
        return Map.of();
    }

    /// The only function that may stand there, because it is resolved first.
    private static boolean isTransform(Node.Fields fields) {
        return Intrinsics.isCall(fields)
                && fields.fields().firstEntry().getKey().equals("Fn::Transform");
    }

    private void checkValue(String path, Node value) {
        boolean isList =
                value instanceof Node.Items items && items.items().stream().allMatch(Node.Scalar.class::isInstance);
        if (!isList && !(value instanceof Node.Scalar) && !(value instanceof Node.Unknown)) {
            problems.add(value.mark(), "the mapping " + path + " must be a text or a list of texts");
        }
    }

    /// @param path the map, the first key and the second key
    Node find(List<Node> path, SourceLocation mark) {
        if (path.stream().anyMatch(Node.Unknown.class::isInstance)) {
            return new Node.Unknown(mark);
        }
        if (path.size() != 3 || !path.stream().allMatch(Node.Scalar.class::isInstance)) {
            problems.add(mark, "Fn::FindInMap takes a map's name and two keys");
            return new Node.Unknown(mark);
        }
        return find(path).orElseGet(() -> {
            missing(names(path), mark);
            return new Node.Unknown(mark);
        });
    }

    /// Tells the first name of a path that is not there.
    private void missing(List<String> path, SourceLocation mark) {
        Optional<Node> place = section.map(Node.class::cast);
        int known = 0;
        for (Optional<Node> inner = place; inner.isPresent() && known < path.size(); known++) {
            place = inner;
            String name = path.get(known);
            inner = inner.flatMap(node -> field(node, name));
        }
        String missing = String.join(".", path.subList(0, Math.max(known, 1)));
        Set<String> names = place.map(Mappings::keys).orElse(Set.of());
        problems.add(
                "mapping " + missing + " of " + section.map(Node::mark),
                mark,
                "Mappings has no " + missing + hint(path.get(Math.max(known, 1) - 1), names));
    }

    /// Names the key that is similar, or else those that are there.
    private static String hint(String name, Set<String> names) {
        Optional<String> similar = REGION.matcher(name).matches() ? Optional.empty() : DidYouMean.closest(name, names);
        if (similar.isPresent() || names.isEmpty()) {
            return similar.map(word -> "; did you mean " + word + "?").orElse("");
        }
        String there = "; there is "
                + names.stream().sorted().limit(MAX_SHOWN).collect(Collectors.joining(", "))
                + (names.size() > MAX_SHOWN ? " ..." : "");
        boolean areRegions = names.stream().allMatch(key -> REGION.matcher(key).matches());
        return there + (areRegions && REGION.matcher(name).matches() ? "; --region chooses another region" : "");
    }

    private static Set<String> keys(Node node) {
        return node instanceof Node.Fields fields ? fields.fields().keySet() : Set.of();
    }

    /// Returns the value at that path, if there is one.
    Optional<Node> find(List<Node> path) {
        List<String> names = names(path);
        return section.filter(_ -> names.size() == 3)
                .flatMap(maps -> maps.find(names.get(0)))
                .flatMap(map -> field(map, names.get(1)))
                .flatMap(map -> field(map, names.get(2)));
    }

    private static List<String> names(List<Node> path) {
        return path.stream()
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text())
                .toList();
    }

    private static Optional<Node> field(Node node, String name) {
        return node instanceof Node.Fields fields ? fields.find(name) : Optional.empty();
    }
}
