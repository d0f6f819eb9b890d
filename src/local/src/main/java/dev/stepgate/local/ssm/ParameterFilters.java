// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The filters of DescribeParameters and GetParametersByPath
/// ([ParameterStringFilter](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html)).
final class ParameterFilters {
    private static final List<String> BY_PATH = List.of("Type", "KeyId", "Label");
    private static final List<String> DESCRIBED = List.of("Path", "Name", "Type", "KeyId", "Tier", "DataType");

    private ParameterFilters() {}

    /// Returns the filters of GetParametersByPath.
    static Predicate<Parameter> byPath(JsonNode input) {
        return all(input, BY_PATH);
    }

    /// Returns the version that GetParametersByPath shows: the one with a requested label, or the latest.
    static Parameter.Version told(JsonNode input, Parameter parameter) {
        return input.path("ParameterFilters")
                .valueStream()
                .filter(filter -> filter.path("Key").asText().equals("Label"))
                .flatMap(filter -> Members.texts(filter, "Values").stream())
                .flatMap(label -> parameter.labelled(label).stream())
                .findFirst()
                .orElse(parameter.latest());
    }

    /// Returns the filters of DescribeParameters, in either form.
    static Predicate<Parameter> described(JsonNode input) {
        if (!input.path("Filters").isEmpty() && !input.path("ParameterFilters").isEmpty()) {
            throw ParameterErrors.invalid("You can use either Filters or ParameterFilters in a single request.");
        }
        Predicate<Parameter> all = all(input, DESCRIBED);
        for (JsonNode filter : input.path("Filters")) {
            all = all.and(filter(filter, "BeginsWith"));
        }
        return all;
    }

    private static Predicate<Parameter> all(JsonNode input, List<String> keys) {
        Predicate<Parameter> all = _ -> true;
        for (JsonNode filter : input.path("ParameterFilters")) {
            String key = filter.path("Key").asText();
            if (!keys.contains(key) && !(keys.contains("Path") && key.startsWith("tag:"))) {
                throw ParameterErrors.of(
                        "InvalidFilterKey",
                        "The following filter key is not valid: " + key + ". Valid filter keys include: " + keys + ".");
            }
            all = all.and(filter(filter, key.equals("Path") ? "OneLevel" : "Equals"));
        }
        return all;
    }

    private static Predicate<Parameter> filter(JsonNode filter, String usual) {
        String key = filter.path("Key").asText();
        String option = Members.text(filter, "Option").orElse(usual);
        List<String> values = Members.texts(filter, "Values");
        if (key.equals("Path")) {
            BiPredicate<String, String> test = path(option);
            return parameter -> values.stream().anyMatch(value -> test.test(parameter.name(), value));
        }
        BiPredicate<String, String> test = comparison(key, option);
        return parameter -> texts(parameter, key).stream()
                .anyMatch(text -> values.isEmpty() || values.stream().anyMatch(value -> test.test(text, value)));
    }

    private static BiPredicate<String, String> path(String option) {
        return switch (option) {
            case "OneLevel" -> (name, path) -> isBelow(name, path, false);
            case "Recursive" -> (name, path) -> isBelow(name, path, true);
            default -> throw invalidOption(option, "[Recursive, OneLevel]");
        };
    }

    private static BiPredicate<String, String> comparison(String key, String option) {
        return switch (option) {
            case "Equals" -> String::equals;
            case "BeginsWith" -> String::startsWith;
            case "Contains" -> {
                if (!key.equals("Name")) {
                    throw invalidOption(option, "[BeginsWith, Equals]");
                }
                yield String::contains;
            }
            default -> throw invalidOption(option, "[BeginsWith, Equals]");
        };
    }

    private static RuntimeException invalidOption(String option, String valid) {
        return ParameterErrors.of(
                "InvalidFilterOption",
                "The following filter option is not valid: " + option + ". Valid options include: " + valid + ".");
    }

    /// Returns true for names in the hierarchy of a path.
    ///
    /// @param path begins with `/`
    static boolean isBelow(String name, String path, boolean isRecursive) {
        String above = path.endsWith("/") ? path : path + "/";
        String full = name.startsWith("/") ? name : "/" + name;
        return full.startsWith(above) && (isRecursive || full.indexOf('/', above.length()) < 0);
    }

    private static Set<String> texts(Parameter parameter, String key) {
        Parameter.Version latest = parameter.latest();
        return switch (key) {
            case "Name" -> Set.of(parameter.name());
            case "Type" -> Set.of(latest.content().type());
            case "DataType" -> Set.of(latest.content().dataType());
            case "Tier" -> Set.of(latest.settings().tier());
            case "KeyId" -> latest.settings().keyId().map(Set::of).orElse(Set.of());
            case "Label" ->
                parameter.versions().stream()
                        .flatMap(version -> version.labels().stream())
                        .collect(Collectors.toSet());
            default -> {
                String value = parameter.tags().get(key.substring("tag:".length()));
                yield value == null ? Set.of() : Set.of(value);
            }
        };
    }
}
