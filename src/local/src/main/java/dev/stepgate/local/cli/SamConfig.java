// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `samconfig.toml` beside a template, as the SAM CLI reads it: the parameters of `sam deploy` in one
/// environment, whose own settings take precedence over those of `global`
/// ([reference](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html)).
///
/// @param parameters values for parameters; those that the template does not have are ignored
record SamConfig(Map<String, String> parameters, Optional<String> stackName, Optional<String> region) {
    static final String FILE = "samconfig.toml";

    private static final SamConfig NONE = new SamConfig(Map.of(), Optional.empty(), Optional.empty());

    /// Reports that the file, or the environment, cannot be used; the message is for the user of the command.
    static final class WrongConfigException extends RuntimeException {
        WrongConfigException(String message) {
            super(message, null, false, false);
        }
    }

    /// @param environment must exist; empty for `default`, which need not exist
    static SamConfig beside(Path template, Optional<String> environment) {
        Path file = template.resolveSibling(FILE);
        if (!Files.exists(file)) {
            if (environment.isPresent()) {
                throw new WrongConfigException("--config-env " + environment.get() + ": there is no " + file);
            }
            return NONE;
        }
        JsonNode root = read(file);
        JsonNode section = root.path(environment.orElse("default"));
        if (section.isMissingNode() && environment.isPresent()) {
            throw new WrongConfigException("--config-env " + environment.get() + ": " + file
                    + " has no such environment; it has " + environments(root));
        }
        JsonNode deploy = section.path("deploy").path("parameters");
        JsonNode global = section.path("global").path("parameters");
        JsonNode overrides = deploy.has("parameter_overrides")
                ? deploy.path("parameter_overrides")
                : global.path("parameter_overrides");
        return new SamConfig(overrides(overrides), text("stack_name", deploy, global), text("region", deploy, global));
    }

    private static JsonNode read(Path file) {
        try {
            return new TomlMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new WrongConfigException(file + line + ": not TOML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new WrongConfigException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static String environments(JsonNode root) {
        List<String> names = new ArrayList<>();
        root.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                names.add(entry.getKey());
            }
        });
        return String.join(", ", names);
    }

    private static Optional<String> text(String name, JsonNode deploy, JsonNode global) {
        JsonNode value = deploy.has(name) ? deploy.path(name) : global.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /// Reads one string, or a list of strings, of the forms `Name=value` and
    /// `ParameterKey=Name,ParameterValue=value`; a value may be quoted.
    private static Map<String, String> overrides(JsonNode given) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        if (given.isArray()) {
            given.forEach(item -> words.addAll(words(item.asText())));
        } else if (given.isTextual()) {
            words.addAll(words(given.textValue()));
        }
        for (String word : words) {
            String[] parts = word.startsWith("ParameterKey=")
                    ? word.substring("ParameterKey=".length()).split(",ParameterValue=", 2)
                    : word.split("=", 2);
            if (parts.length == 2) {
                values.put(parts[0], parts[1]);
            }
        }
        return values;
    }

    /// Splits a text at unquoted spaces, and removes the quotes.
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                add(words, word);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
