// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `$input`: a body and the parameters of the request. Belongs to one rendering; not thread-safe.
///
/// An empty body counts as `{}`. A body that is not JSON is a single string in `$input.path('$')` and
/// `$input.json('$')`, by which templates parse form data.
public final class InputVariable implements TemplateObject {
    private final String body;
    private final RequestParameters parameters;
    private @Nullable JsonNode data;
    private @Nullable Object original;
    private @Nullable Object root;

    public InputVariable(String body, RequestParameters parameters) {
        this.body = body.isEmpty() ? "{}" : body;
        this.parameters = parameters;
    }

    @Override
    public @Nullable Object call(String function, List<@Nullable Object> arguments) {
        return switch (function) {
            case "body", "getBody" -> body;
            case "json" -> json(text(arguments, "$"));
            case "path" -> path(text(arguments, "$"));
            case "params" -> arguments.isEmpty() ? params() : parameters.find(text(arguments, ""));
            default ->
                throw new MappingTemplateException(
                        "$input has no function " + function + "; it has json, path, params and body");
        };
    }

    @Override
    public @Nullable Object property(String name) {
        return name.equals("body") ? body : null;
    }

    private Map<String, Object> params() {
        return parameters.groups();
    }

    /// The whole body is the same object each time, so that a template can change it:
    /// `#set($inputRoot.status = 650)` shows in a later `$input.json('$')`.
    private @Nullable Object path(String path) {
        if (!path.equals("$")) {
            return find(path).map(TemplateValues::of).orElse(null);
        }
        if (root == null) {
            root = TemplateValues.of(parsed());
        }
        return root;
    }

    private String json(String path) {
        return find(path).map(Json::write).orElse("\"\"");
    }

    /// As in API Gateway, the path `name` means `$.name`.
    static String fromRoot(String path) {
        return path.startsWith("$") ? path : "$." + path;
    }

    private Optional<JsonNode> find(String path) {
        try {
            return JsonPath.parse(fromRoot(path)).find(data());
        } catch (PathSyntaxException e) {
            throw new MappingTemplateException("invalid JSONPath '" + path + "': " + e.getMessage(), e);
        }
    }

    private JsonNode data() {
        if (root == null) {
            return parsed();
        }
        if (original == null) {
            original = TemplateValues.of(parsed());
        }
        return Objects.equals(original, root) ? parsed() : TemplateValues.json(root);
    }

    private JsonNode parsed() {
        JsonNode parsed = data;
        if (parsed == null) {
            parsed = parse(body);
            data = parsed;
        }
        return parsed;
    }

    static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException _) {
            return TextNode.valueOf(text);
        }
    }

    private static String text(List<@Nullable Object> arguments, String absent) {
        Object first = arguments.isEmpty() ? null : arguments.getFirst();
        return first == null ? absent : first.toString();
    }
}
