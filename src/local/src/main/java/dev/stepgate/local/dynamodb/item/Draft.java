// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import dev.stepgate.local.dynamodb.item.DocumentPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An item while it is being changed. Positions in lists are those of the original until [#finish]: a removed
/// element leaves a gap, elements set beyond the end follow in the order of their positions.
public final class Draft {
    /// A map or a list that is being changed; its parts are values or drafts themselves.
    private sealed interface Node {
        record MapNode(Map<String, Object> members) implements Node {}

        record ListNode(NavigableMap<Integer, Object> elements) implements Node {}
    }

    private final Node.MapNode root;

    public Draft(Item original) {
        root = new Node.MapNode(new LinkedHashMap<>(original.attributes()));
    }

    /// Makes an empty draft, in which containers on the way to a value are made when it is set.
    static Draft blank() {
        return new Draft(Item.empty());
    }

    /// Sets a value whose container exists; throws a ValidationException otherwise.
    public void set(DocumentPath path, AttributeValue value) {
        switch (parent(path)) {
            case Node.MapNode(var members)
            when path.last() instanceof Step.Name(String text) -> members.put(text, value);
            case Node.ListNode(var elements) when path.last() instanceof Step.Index(int at) -> elements.put(at, value);
            case Node.MapNode _, Node.ListNode _ -> throw invalidPath();
        }
    }

    /// Removes a value, which may be absent, from a container that exists; throws a ValidationException
    /// otherwise.
    public void remove(DocumentPath path) {
        switch (parent(path)) {
            case Node.MapNode(var members) when path.last() instanceof Step.Name(String text) -> members.remove(text);
            case Node.ListNode(var elements) when path.last() instanceof Step.Index(int at) -> elements.remove(at);
            case Node.MapNode _, Node.ListNode _ -> throw invalidPath();
        }
    }

    private Node parent(DocumentPath path) {
        Node at = root;
        for (int i = 0; i < path.steps().size() - 1; i++) {
            at = child(at, path.steps().get(i));
        }
        return at;
    }

    private static Node child(Node of, Step step) {
        return switch (of) {
            case Node.MapNode(var members) when step instanceof Step.Name(String text) -> opened(members, text);
            case Node.ListNode(var elements) when step instanceof Step.Index(int at) -> opened(elements, at);
            case Node.MapNode _, Node.ListNode _ -> throw invalidPath();
        };
    }

    /// Returns the part at a key as a changeable node.
    private static <K> Node opened(Map<K, Object> parts, K key) {
        Object part = parts.get(key);
        Node node = switch (part) {
            case Node open -> open;
            case AttributeValue.M(var members) -> new Node.MapNode(new LinkedHashMap<>(members));
            case AttributeValue.L(var elements) -> new Node.ListNode(numbered(elements));
            case null, default -> throw invalidPath();
        };
        parts.put(key, node);
        return node;
    }

    private static NavigableMap<Integer, Object> numbered(List<AttributeValue> elements) {
        NavigableMap<Integer, Object> numbered = new TreeMap<>();
        elements.forEach(element -> numbered.put(numbered.size(), element));
        return numbered;
    }

    /// Makes the containers on the way to a value, as in `original`, and sets the value.
    void copy(DocumentPath path, Item original, AttributeValue value) {
        Node at = root;
        for (int i = 0; i < path.steps().size() - 1; i++) {
            DocumentPath soFar = new DocumentPath(path.steps().subList(0, i + 1));
            at = made(at, path.steps().get(i), soFar.in(original));
        }
        put(at, path.last(), value);
    }

    private static Node made(Node in, Step step, @Nullable AttributeValue like) {
        Object existing = switch (in) {
            case Node.MapNode(var members) -> members.get(((Step.Name) step).text());
            case Node.ListNode(var elements) -> elements.get(((Step.Index) step).at());
        };
        if (existing instanceof Node node) {
            return node;
        }
        Node made = like instanceof AttributeValue.L
                ? new Node.ListNode(new TreeMap<>())
                : new Node.MapNode(new LinkedHashMap<>());
        put(in, step, made);
        return made;
    }

    private static void put(Node in, Step step, Object part) {
        switch (in) {
            case Node.MapNode(var members) -> members.put(((Step.Name) step).text(), part);
            case Node.ListNode(var elements) -> elements.put(((Step.Index) step).at(), part);
        }
    }

    public Item finish() {
        return Item.of(closed(root.members()));
    }

    private static Map<String, AttributeValue> closed(Map<String, Object> members) {
        Map<String, AttributeValue> closed = LinkedHashMap.newLinkedHashMap(members.size());
        members.forEach((name, part) -> closed.put(name, value(part)));
        return closed;
    }

    private static AttributeValue value(Object part) {
        return switch (part) {
            case Node.MapNode(var members) -> new AttributeValue.M(closed(members));
            case Node.ListNode(var elements) -> {
                List<AttributeValue> values = new ArrayList<>();
                elements.values().forEach(element -> values.add(value(element)));
                yield new AttributeValue.L(values);
            }
            case AttributeValue value -> value;
            default -> throw new IllegalStateException("no part of an item: " + part);
        };
    }

    private static RuntimeException invalidPath() {
        return DynamoDbErrors.validation("The document path provided in the update expression is invalid for update");
    }
}
