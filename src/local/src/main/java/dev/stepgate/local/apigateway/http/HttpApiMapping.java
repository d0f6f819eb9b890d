// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A parameter mapping of an HTTP API: `append:header.name`, `overwrite:querystring.name`,
/// `remove:header.name`, `overwrite:path`, `overwrite:statuscode` ([transforming requests and
/// responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html)).
record HttpApiMapping(Action action, Location location, String name, ParameterExpression value) {
    private static final Pattern KEY = Pattern.compile(
            "(append|overwrite|remove):(?:(header|querystring)\\.(.+)|(path|statuscode))", Pattern.CASE_INSENSITIVE);

    enum Action {
        APPEND,
        OVERWRITE,
        REMOVE
    }

    enum Location {
        HEADER,
        QUERYSTRING,
        PATH,
        STATUSCODE
    }

    /// @param allowed the locations to which a mapping may refer here
    static List<HttpApiMapping> read(OpenApiNode map, Set<Location> allowed) {
        List<HttpApiMapping> mappings = new ArrayList<>();
        for (Map.Entry<String, OpenApiNode> entry : map.members().entrySet()) {
            Optional<HttpApiMapping> mapping = one(entry.getKey(), entry.getValue());
            if (mapping.isEmpty() || !allowed.contains(mapping.get().location())) {
                entry.getValue()
                        .problem("expected append, overwrite or remove, a colon, and one of " + targets(allowed)
                                + ", not " + entry.getKey());
            } else {
                mappings.add(mapping.get());
            }
        }
        return List.copyOf(mappings);
    }

    private static String targets(Set<Location> allowed) {
        return allowed.stream()
                .sorted()
                .map(location -> switch (location) {
                    case HEADER -> "header.NAME";
                    case QUERYSTRING -> "querystring.NAME";
                    case PATH -> "path";
                    case STATUSCODE -> "statuscode";
                })
                .collect(Collectors.joining(", "));
    }

    private static Optional<HttpApiMapping> one(String key, OpenApiNode place) {
        Matcher target = KEY.matcher(key);
        if (!target.matches()) {
            return Optional.empty();
        }
        String location = target.group(2) == null ? target.group(4) : target.group(2);
        return Optional.of(new HttpApiMapping(
                Action.valueOf(target.group(1).toUpperCase(Locale.ROOT)),
                Location.valueOf(location.toUpperCase(Locale.ROOT)),
                target.group(3) == null ? "" : target.group(3),
                ParameterExpression.parse(place)));
    }

    /// Applies the mapping to the values of headers or query parameters, whose names keep their spelling.
    void apply(Map<String, List<String>> values, ParameterValues source) {
        String existing = values.keySet().stream()
                .filter(other -> location == Location.HEADER ? other.equalsIgnoreCase(name) : other.equals(name))
                .findFirst()
                .orElse(name);
        switch (action) {
            case REMOVE -> values.remove(existing);
            case OVERWRITE -> value.value(source).ifPresent(text -> values.put(existing, List.of(text)));
            case APPEND ->
                value.value(source).ifPresent(text -> {
                    List<String> all = new ArrayList<>(values.getOrDefault(existing, List.of()));
                    all.add(text);
                    values.put(existing, all);
                });
        }
    }
}
