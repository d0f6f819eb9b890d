// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with variables but no directives: the template of a gateway response, or the format of an access
/// log. The variables are `$context`, `$stageVariables` and `$method.request`.
public record ContextText(List<Part> parts) {
    private static final String NAME = "[A-Za-z0-9_-]+";
    private static final String PATH = "((?:context|stageVariables|method\\.request)(?:\\." + NAME + ")+)";
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:" + PATH + "|\\{" + PATH + "\\})");

    sealed interface Part {
        record Text(String text) implements Part {}

        record Variable(ParameterSource source) implements Part {}
    }

    public static ContextText parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int start = 0;
        while (variable.find()) {
            String path = variable.group(1) == null ? variable.group(2) : variable.group(1);
            parts.add(new Part.Text(text.substring(start, variable.start())));
            parts.add(new Part.Variable(source(path)));
            start = variable.end();
        }
        parts.add(new Part.Text(text.substring(start)));
        return new ContextText(List.copyOf(parts));
    }

    private static ParameterSource source(String variable) {
        List<String> path = List.of(variable.split("\\."));
        return switch (path.getFirst()) {
            case "context" -> new ParameterSource.Context(path.subList(1, path.size()));
            case "stageVariables" -> new ParameterSource.StageVariable(path.get(1));
            default -> request(path);
        };
    }

    private static ParameterSource request(List<String> path) {
        String name = String.join(".", path.subList(Math.min(3, path.size()), path.size()));
        return switch (path.size() > 2 ? path.get(2) : "") {
            case "path" -> new ParameterSource.Path(name);
            case "querystring" -> new ParameterSource.Query(name, ParameterSource.Values.LAST);
            case "header" -> new ParameterSource.Header(name, ParameterSource.Values.LAST);
            default -> new ParameterSource.Literal("");
        };
    }

    /// @param absent the text for a variable that has no value
    public String render(ParameterValues values, String absent) {
        StringBuilder rendered = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text text -> rendered.append(text.text());
                case Part.Variable variable -> {
                    List<String> found = values.find(variable.source());
                    rendered.append(found.isEmpty() ? absent : found.getFirst());
                }
            }
        }
        return rendered.toString();
    }

    public static Map<String, ContextText> all(Map<String, String> texts) {
        Map<String, ContextText> parsed = new LinkedHashMap<>();
        texts.forEach((type, text) -> parsed.put(type, parse(text)));
        return parsed;
    }
}
