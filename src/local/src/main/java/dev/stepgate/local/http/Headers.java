// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The header fields of a message, in order. A field may occur more than once; names are compared without
/// regard to case (RFC 9110, section 5.1) and keep their spelling. Immutable.
public final class Headers {
    private static final Headers NONE = new Headers(List.of());

    private final List<Header> fields;

    private Headers(List<Header> fields) {
        this.fields = fields;
    }

    public static Headers none() {
        return NONE;
    }

    public static Headers of(String name, String value) {
        return NONE.plus(name, value);
    }

    public static Headers of(List<Header> fields) {
        return fields.isEmpty() ? NONE : new Headers(List.copyOf(fields));
    }

    public List<Header> fields() {
        return fields;
    }

    /// Returns the value of the first field of that name.
    public Optional<String> first(String name) {
        int place = place(name);
        return place < 0 ? Optional.empty() : Optional.of(fields.get(place).value());
    }

    /// Returns the values of all fields of that name, in order.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return List.copyOf(values);
    }

    public boolean contains(String name) {
        return place(name) >= 0;
    }

    /// Returns the place of the first field of that name; -1 if there is none. Several look-ups for each request are
    /// faster without an iterator.
    private int place(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Returns these fields with one added at the end.
    public Headers plus(String name, String value) {
        List<Header> more = new ArrayList<>(fields);
        more.add(new Header(name, value));
        return of(more);
    }

    /// Returns these fields, with every field of that name replaced by one.
    public Headers with(String name, String value) {
        return without(name).plus(name, value);
    }

    public Headers without(String name) {
        return contains(name)
                ? of(fields.stream()
                        .filter(field -> !field.name().equalsIgnoreCase(name))
                        .toList())
                : this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && headers.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
