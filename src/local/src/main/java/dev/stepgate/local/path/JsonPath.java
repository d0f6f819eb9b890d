// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSONPath, parsed once and read any number of times by any thread.
///
/// Definite paths (member names and single indexes only) return the single value they name. Any other
/// path returns an array of its matches, which may be empty. The dialect is that of
/// [json-path](https://github.com/json-path/JsonPath), which AWS uses for
/// [paths](https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html) and
/// mapping templates.
public final class JsonPath {
    /// In parts, so that the build does not relocate it as a class name.
    private static final String PROVIDER_ON_AWS =
            String.join(".", "com", "jayway", "jsonpath", "spi", "json", "JacksonJsonNodeJsonProvider");

    private static final MappingProvider MAPPING = new JacksonMappingProvider(Json.mapper());

    static {
        RegularExpressions.install();
    }

    /// `[(@.length-1)]`, which json-path no longer supports but AWS does ([asl-validator
    /// 90](https://github.com/ChristopheBougere/asl-validator/issues/90)).
    private static final Pattern FROM_THE_END = Pattern.compile("\\[\\( *@\\.length *- *([1-9][0-9]{0,8}) *\\)]");

    private static final int MAX_CACHED = 10_000;
    private static final Map<String, JsonPath> CACHE = new ConcurrentHashMap<>();

    private final String text;
    private final com.jayway.jsonpath.JsonPath compiled;
    private final Optional<List<PathStep>> steps;

    private JsonPath(String text) {
        String plain = FROM_THE_END.matcher(text).replaceAll("[-$1]");
        this.text = text;
        this.compiled = compile(plain);
        this.steps = PathSteps.read(plain);
    }

    /// Throws [PathSyntaxException] unless the text is a path that starts with `$`.
    public static JsonPath parse(String text) {
        JsonPath known = CACHE.get(text);
        if (known != null) {
            return known;
        }
        JsonPath parsed = new JsonPath(text);
        if (CACHE.size() >= MAX_CACHED) {
            CACHE.clear();
        }
        CACHE.put(text, parsed);
        return parsed;
    }

    public String text() {
        return text;
    }

    public boolean isDefinite() {
        return compiled.isDefinite();
    }

    /// Tells whether the path consists of names and indexes alone, so that it takes one step for each.
    public boolean isPlain() {
        return steps.isPresent();
    }

    /// Returns the value; an index outside an array gives null, as on AWS. Throws [PathException] when a
    /// definite path finds nothing for any other reason, or when a path does not fit the data.
    public JsonNode read(JsonNode root) {
        return read(root, () -> false);
    }

    /// Reads, but gives up with a [java.util.concurrent.CancellationException] soon after `stopped`
    /// returns true. The reading thread polls it. Throws [EvaluationLimitException] when the path
    /// takes too long or has too many matches.
    public JsonNode read(JsonNode root, BooleanSupplier stopped) {
        JsonNode found = follow(root);
        if (found == null) {
            found = search(root, stopped);
        }
        return found == null ? NullNode.getInstance() : found;
    }

    /// Returns the value; empty where a definite path finds nothing, including an index outside an
    /// array.
    public Optional<JsonNode> find(JsonNode root) {
        return find(root, () -> false);
    }

    /// Does the same, limited like [#read(JsonNode, BooleanSupplier)].
    public Optional<JsonNode> find(JsonNode root, BooleanSupplier stopped) {
        if (steps.isPresent()) {
            return Optional.ofNullable(follow(root));
        }
        try {
            return Optional.ofNullable(search(root, stopped));
        } catch (PathException _) {
            return Optional.empty();
        }
    }

    private @Nullable JsonNode follow(JsonNode root) {
        if (steps.isEmpty()) {
            return null;
        }
        JsonNode node = root;
        for (PathStep step : steps.get()) {
            node = step.of(node);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private @Nullable JsonNode search(JsonNode root, BooleanSupplier stopped) {
        Object found;
        try {
            found = compiled.read(root, configuration(new EvaluationSteps(stopped)));
        } catch (EvaluationLimitException | CancellationException e) {
            throw e;
        } catch (StackOverflowError _) {
            throw EvaluationLimitException.tooDeep();
        } catch (PathNotFoundException e) {
            if (isDefinite()) {
                throw new PathException(text, message(e));
            }
            return Json.mapper().createArrayNode();
        } catch (RuntimeException e) {
            throw new PathException(text, message(e));
        }
        return switch (found) {
            case null -> null;
            case JsonNode node -> node;
            default -> Json.mapper().valueToTree(found);
        };
    }

    private static Configuration configuration(EvaluationSteps steps) {
        return Configuration.builder()
                .jsonProvider(new CountingProvider(steps))
                .mappingProvider(MAPPING)
                .build();
    }

    /// Returns a message with the provider's name on AWS. AWS shows that class name; here the class has
    /// another one.
    private static String message(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).replace(CountingProvider.class.getName(), PROVIDER_ON_AWS);
    }

    private static com.jayway.jsonpath.JsonPath compile(String text) {
        if (!text.startsWith("$")) {
            throw new PathSyntaxException(text, "a path must start with '$', not: " + text);
        }
        if (text.endsWith("[")) {
            throw new PathSyntaxException(text, "an open bracket at the end: " + text);
        }
        try {
            return com.jayway.jsonpath.JsonPath.compile(BareWords.quoted(text));
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw new PathSyntaxException(text, String.valueOf(e.getMessage()));
        } catch (StackOverflowError _) {
            throw new PathSyntaxException(text, "a path that is nested too deeply");
        }
    }
}
