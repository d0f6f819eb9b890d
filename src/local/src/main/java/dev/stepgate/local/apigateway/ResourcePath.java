// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The path of a resource: `/users/{id}`, `/files/{proxy+}`.
public record ResourcePath(String text, List<Segment> segments) {

    sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Parameter(String name) implements Segment {}

        /// The rest of the path, one segment or more.
        record Greedy(String name) implements Segment {}
    }

    public static ResourcePath parse(String text) {
        return new ResourcePath(
                text, split(text).stream().map(ResourcePath::segment).toList());
    }

    private static Segment segment(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return new Segment.Literal(text);
        }
        String name = text.substring(1, text.length() - 1);
        return name.endsWith("+")
                ? new Segment.Greedy(name.substring(0, name.length() - 1))
                : new Segment.Parameter(name);
    }

    /// Returns the path with a single slash at its beginning.
    public static String withOneSlash(String path) {
        int start = 0;
        while (path.startsWith("//", start)) {
            start++;
        }
        return path.substring(start);
    }

    /// Returns the segments of a path in a request line; a single slash at its end is ignored.
    static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        if (start < path.length()) {
            segments.add(path.substring(start));
        }
        return segments;
    }

    /// Returns the path parameters, encoded as they came, if the request's segments match this path.
    Optional<Map<String, String>> match(List<String> request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= request.size()) {
                return Optional.empty();
            }
            if (segments.get(i) instanceof Segment.Greedy(String name)) {
                parameters.put(name, String.join("/", request.subList(i, request.size())));
                return Optional.of(parameters);
            }
            if (!matches(segments.get(i), request.get(i), parameters)) {
                return Optional.empty();
            }
        }
        return segments.size() == request.size() ? Optional.of(parameters) : Optional.empty();
    }

    /// Matches one segment, and puts the value of a parameter.
    private static boolean matches(Segment segment, String given, Map<String, String> parameters) {
        return switch (segment) {
            case Segment.Literal(String text) -> text.equals(PercentEncoding.decode(given));
            case Segment.Parameter(String name) -> {
                parameters.put(name, given);
                yield !given.isEmpty();
            }
            case Segment.Greedy _ -> throw new IllegalArgumentException("a greedy segment takes all that is left");
        };
    }

    /// Orders literals before parameters before greedy ones, segment by segment from the left.
    int compareTo(ResourcePath other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int difference = rank(segments.get(i)) - rank(other.segments.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return other.segments.size() - segments.size();
    }

    private static int rank(Segment segment) {
        return switch (segment) {
            case Segment.Literal _ -> 0;
            case Segment.Parameter _ -> 1;
            case Segment.Greedy _ -> 2;
        };
    }
}
