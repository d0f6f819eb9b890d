// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The value of a parameter of an HTTP API's integration: a literal, a variable (`$request.header.name`), or
/// a literal that contains variables (`prefix-${request.path.id}`).
record ParameterExpression(List<Part> parts) {
    private static final Pattern WHOLE =
            Pattern.compile("\\$(?:request|response|context|stageVariables)\\b.*", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)\\}");

    sealed interface Part {
        record Text(String text) implements Part {}

        record Variable(ParameterSource source) implements Part {}
    }

    static ParameterExpression parse(OpenApiNode place) {
        return parse(place, place.text());
    }

    /// @param place receives the problem when a variable is unknown
    static ParameterExpression parse(OpenApiNode place, String text) {
        if (WHOLE.matcher(text).matches()) {
            return new ParameterExpression(List.of(new Part.Variable(source(place, text.substring(1)))));
        }
        List<Part> parts = new ArrayList<>();
        Matcher variable = PLACE.matcher(text);
        int start = 0;
        while (variable.find()) {
            parts.add(new Part.Text(text.substring(start, variable.start())));
            parts.add(new Part.Variable(source(place, variable.group(1))));
            start = variable.end();
        }
        parts.add(new Part.Text(text.substring(start)));
        return new ParameterExpression(List.copyOf(parts));
    }

    private static ParameterSource source(OpenApiNode place, String variable) {
        List<String> path = List.of(variable.split("\\.", 3));
        String kind = path.size() > 1 ? path.get(1) : "";
        String name = path.size() > 2 ? path.get(2) : "";
        return switch (path.getFirst()) {
            case "context" ->
                new ParameterSource.Context(
                        List.of(variable.substring("context.".length()).split("\\.")));
            case "stageVariables" -> new ParameterSource.StageVariable(kind);
            case "request", "response" -> message(place, variable, kind, name);
            default -> unknown(place, variable);
        };
    }

    private static ParameterSource message(OpenApiNode place, String variable, String kind, String name) {
        return switch (kind) {
            case "header" -> new ParameterSource.Header(name, ParameterSource.Values.ALL);
            case "querystring" -> new ParameterSource.Query(name, ParameterSource.Values.ALL);
            case "path" ->
                name.isEmpty() ? new ParameterSource.Context(List.of("path")) : new ParameterSource.Path(name);
            case "body" -> new ParameterSource.Body(name.isEmpty() ? Optional.empty() : Optional.of(path(place, name)));
            default -> unknown(place, variable);
        };
    }

    private static JsonPath path(OpenApiNode place, String name) {
        try {
            return JsonPath.parse("$." + name);
        } catch (PathSyntaxException e) {
            place.problem(String.valueOf(e.getMessage()));
            return JsonPath.parse("$");
        }
    }

    private static ParameterSource unknown(OpenApiNode place, String variable) {
        place.problem("not a variable: " + variable);
        return new ParameterSource.Literal("");
    }

    /// Returns the value; empty when a variable that stands alone has no value.
    Optional<String> value(ParameterValues values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text fixed -> text.append(fixed.text());
                case Part.Variable variable -> {
                    List<String> found = values.find(variable.source());
                    if (found.isEmpty() && parts.size() == 1) {
                        return Optional.empty();
                    }
                    text.append(String.join(",", found));
                }
            }
        }
        return Optional.of(text.toString());
    }
}
