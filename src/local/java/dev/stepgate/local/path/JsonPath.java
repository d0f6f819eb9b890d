// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.stepgate.local.json.Json;
import java.util.Optional;

/// A JSONPath, parsed once and read any number of times by any thread.
///
/// Definite paths (member names and single indexes only) give the one value they name. Any other path gives an array of
/// what it
/// matched, empty when that is nothing. The dialect is that of [json-path](https://github.com/json-path/JsonPath),
/// which AWS uses for
/// [paths](https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html) and mapping
/// templates.
public final class JsonPath {
    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(Json.mapper()))
            .mappingProvider(new JacksonMappingProvider(Json.mapper()))
            .build();

    private final String text;
    private final com.jayway.jsonpath.JsonPath compiled;

    private JsonPath(String text, com.jayway.jsonpath.JsonPath compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /// Throws [PathSyntaxException] unless the text is a path that starts with `$`.
    public static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw new PathSyntaxException(text, "a path starts with '$', not: " + text);
        }
        try {
            return new JsonPath(text, com.jayway.jsonpath.JsonPath.compile(text));
        } catch (InvalidPathException e) {
            throw new PathSyntaxException(text, String.valueOf(e.getMessage()));
        }
    }

    public String text() {
        return text;
    }

    public boolean isDefinite() {
        return compiled.isDefinite();
    }

    /// Throws [PathException] when a definite path names nothing.
    public JsonNode read(JsonNode root) {
        try {
            return compiled.read(root, JACKSON);
        } catch (JsonPathException e) {
            throw new PathException(text, String.valueOf(e.getMessage()));
        }
    }

    public Optional<JsonNode> find(JsonNode root) {
        try {
            return Optional.of(read(root));
        } catch (PathException _) {
            return Optional.empty();
        }
    }
}
