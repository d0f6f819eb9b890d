// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The shape of an input or of a part of one.
sealed interface Shape {
    record Text(List<Constraint> constraints) implements Shape {}

    record Flag() implements Shape {}

    /// @param type `Integer` or `Long`, as messages name it
    record Whole(String type, List<Constraint> constraints) implements Shape {}

    record Blob() implements Shape {}

    /// @param parameterized whether it is the element of another container, which messages show
    record ListOf(Shape element, boolean parameterized, List<Constraint> constraints) implements Shape {}

    /// @param type of the values, as messages name it
    /// @param parameterized whether it is the element of another container, which messages show
    record MapOf(String type, Shape value, boolean parameterized, List<Constraint> constraints) implements Shape {}

    /// @param place in its container, which messages show
    record Structure(String name, Place place, List<Member> members) implements Shape {

        Structure with(Member... more) {
            return new Structure(
                    name,
                    place,
                    Stream.concat(members.stream(), Stream.of(more)).toList());
        }
    }

    /// An AttributeValue of any type.
    record Value(Place place) implements Shape {}

    enum Place {
        /// The member of a structure.
        MEMBER,
        /// The element of a list or map.
        ELEMENT
    }

    /// @param required in the sense of the service's framework: it must not be null
    record Member(String name, Shape shape, boolean required) {
        Member require() {
            return new Member(name, shape, true);
        }
    }

    default List<Constraint> constraints() {
        return switch (this) {
            case Text(List<Constraint> constraints) -> constraints;
            case Whole whole -> whole.constraints();
            case ListOf list -> list.constraints();
            case MapOf map -> map.constraints();
            case Flag _, Blob _, Structure _, Value _ -> List.of();
        };
    }

    static Shape text(Constraint... constraints) {
        return new Text(List.of(constraints));
    }

    static Shape oneOf(String... values) {
        return text(new Constraint.OneOf(List.of(values)));
    }

    static Shape integer(Constraint... constraints) {
        return new Whole("Integer", List.of(constraints));
    }

    static Shape number(Constraint... constraints) {
        return new Whole("Long", List.of(constraints));
    }

    static Shape list(Shape element, Constraint... constraints) {
        return new ListOf(element, false, List.of(constraints));
    }

    static Shape map(String type, Shape value, Constraint... constraints) {
        return new MapOf(type, value, false, List.of(constraints));
    }

    static Structure element(String name, Member... members) {
        return new Structure(name, Place.ELEMENT, List.of(members));
    }

    static Structure member(String name, Member... members) {
        return new Structure(name, Place.MEMBER, List.of(members));
    }

    static Member field(String name, Shape shape) {
        return new Member(name, shape, false);
    }

    static Constraint matches(String pattern) {
        return new Constraint.Matches(Pattern.compile(pattern));
    }

    static Constraint[] length(int shortest, int longest) {
        return new Constraint[] {new Constraint.Shortest(shortest), new Constraint.Longest(longest)};
    }

    /// Returns the shape of a string with a limited length and set of characters.
    static Shape named(String pattern, int shortest, int longest) {
        List<Constraint> constraints = new ArrayList<>(List.of(matches(pattern)));
        constraints.addAll(List.of(length(shortest, longest)));
        return new Text(constraints);
    }
}
