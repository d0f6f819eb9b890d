// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.apigateway.ParameterSource.Values;
import dev.stepgate.local.apigateway.rest.ParameterMapping.Target;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads parameter mappings.
final class ParameterReader {
    private static final Pattern REQUEST = Pattern.compile("integration\\.request\\.(header|querystring|path)\\.(.+)");
    private static final Pattern RESPONSE = Pattern.compile("method\\.response\\.(header)\\.(.+)");
    private static final Pattern GATEWAY = Pattern.compile("gatewayresponse\\.(header|path|querystring)\\.(.+)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:method\\.request|integration\\.response)\\.(header|multivalueheader|querystring|multivaluequerystring|path)"
                    + "\\.(.+)");
    private static final Pattern BODY =
            Pattern.compile("(?:method\\.request|integration\\.response)\\.body(?:\\.(.+))?");

    private ParameterReader() {}

    static List<ParameterMapping> ofRequest(OpenApiNode integration) {
        return read(integration.member("requestParameters"), REQUEST, "integration.request.header.NAME");
    }

    static List<ParameterMapping> ofResponse(OpenApiNode response) {
        return read(response.member("responseParameters"), RESPONSE, "method.response.header.NAME");
    }

    static List<ParameterMapping> ofGatewayResponse(OpenApiNode response) {
        return read(response.member("responseParameters"), GATEWAY, "gatewayresponse.header.NAME");
    }

    /// @param example a target that `left` matches, for messages
    private static List<ParameterMapping> read(Optional<OpenApiNode> parameters, Pattern left, String example) {
        List<ParameterMapping> mappings = new ArrayList<>();
        parameters.ifPresent(map -> {
            for (Map.Entry<String, OpenApiNode> entry : map.members().entrySet()) {
                Matcher target = left.matcher(entry.getKey());
                if (!entry.getValue().node().isTextual()) {
                    entry.getValue()
                            .warn("expected a text, not " + entry.getValue().node() + "; it is left out");
                } else if (target.matches()) {
                    mappings.add(new ParameterMapping(
                            Target.valueOf(target.group(1).toUpperCase(Locale.ROOT)),
                            target.group(2),
                            source(entry.getValue(), entry.getValue().text())));
                } else {
                    entry.getValue().problem("expected a target such as " + example + ", not " + entry.getKey());
                }
            }
        });
        return List.copyOf(mappings);
    }

    /// @param place receives the problem when the text is not a source
    static ParameterSource source(OpenApiNode place, String text) {
        Matcher parameter = PARAMETER.matcher(text);
        Matcher body = BODY.matcher(text);
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return new ParameterSource.Literal(text.substring(1, text.length() - 1));
        } else if (text.startsWith("context.")) {
            return new ParameterSource.Context(
                    List.of(text.substring("context.".length()).split("\\.")));
        } else if (text.startsWith("stageVariables.")) {
            return new ParameterSource.StageVariable(text.substring("stageVariables.".length()));
        } else if (parameter.matches()) {
            return parameter(parameter.group(1), parameter.group(2));
        } else if (body.matches()) {
            return new ParameterSource.Body(Optional.ofNullable(body.group(1)).map(path -> path(place, path)));
        }
        place.problem(
                "expected method.request.header.NAME or another source of a parameter mapping, or 'a text' in quotes, not "
                        + text);
        return new ParameterSource.Literal("");
    }

    private static ParameterSource parameter(String location, String name) {
        return switch (location) {
            case "header" -> new ParameterSource.Header(name, Values.LAST);
            case "multivalueheader" -> new ParameterSource.Header(name, Values.ALL);
            case "querystring" -> new ParameterSource.Query(name, Values.LAST);
            case "multivaluequerystring" -> new ParameterSource.Query(name, Values.ALL);
            default -> new ParameterSource.Path(name);
        };
    }

    private static JsonPath path(OpenApiNode place, String path) {
        try {
            return JsonPath.parse(path.startsWith("$") ? path : "$." + path);
        } catch (PathSyntaxException e) {
            place.problem(String.valueOf(e.getMessage()));
            return JsonPath.parse("$");
        }
    }
}
