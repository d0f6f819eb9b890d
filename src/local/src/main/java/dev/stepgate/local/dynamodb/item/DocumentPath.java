// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The place of a value in an item: `address.lines[2]` ([document
/// paths](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html)).
///
/// @param steps at least one; the first is a name
public record DocumentPath(List<Step> steps) {

    /// A step into a map or a list.
    public sealed interface Step {
        record Name(String text) implements Step {}

        /// @param at from 0
        record Index(int at) implements Step {}
    }

    public DocumentPath {
        steps = List.copyOf(steps);
    }

    /// Returns the path of a whole attribute.
    public static DocumentPath attribute(String name) {
        return new DocumentPath(List.of(new Step.Name(name)));
    }

    /// The name of the attribute with which the path begins.
    public String attribute() {
        return steps.getFirst() instanceof Step.Name(String text) ? text : "";
    }

    /// Returns true when the path leads into an attribute.
    public boolean isNested() {
        return steps.size() > 1;
    }

    Step last() {
        return steps.getLast();
    }

    /// Returns the value in an item, or null.
    public @Nullable AttributeValue in(Item item) {
        AttributeValue found = item.get(attribute());
        for (int i = 1; i < steps.size() && found != null; i++) {
            found = step(found, steps.get(i));
        }
        return found;
    }

    private static @Nullable AttributeValue step(AttributeValue from, Step step) {
        return switch (step) {
            case Step.Name(String text) -> from instanceof AttributeValue.M(var members) ? members.get(text) : null;
            case Step.Index(int at) ->
                from instanceof AttributeValue.L(var elements) && at < elements.size() ? elements.get(at) : null;
        };
    }

    /// Returns true when one path begins with the other.
    public boolean overlaps(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /// Returns true when the paths assume different kinds of containers: `a.b` and `a[0]`.
    public boolean conflicts(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            Step mine = steps.get(i);
            Step theirs = other.steps.get(i);
            if (mine instanceof Step.Name != theirs instanceof Step.Name) {
                return true;
            }
            if (!mine.equals(theirs)) {
                return false;
            }
        }
        return false;
    }

    /// Returns the path as in the service's messages: `[address, lines, [2]]`.
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Name(String text) -> text;
                    case Step.Index(int at) -> "[" + at + "]";
                })
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
