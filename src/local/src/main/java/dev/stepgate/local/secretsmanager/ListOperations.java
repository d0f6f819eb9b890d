// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Several secrets or versions at a time: ListSecrets, ListSecretVersionIds and BatchGetSecretValue.
final class ListOperations {
    private static final int SIZE = 100;

    /// Pages of BatchGetSecretValue.
    private static final Paging<Secret> NAMES = new Paging<>(
            20,
            secret -> secret.name().text(),
            secret -> TextNode.valueOf(secret.name().text()));

    private final Secrets secrets;
    private final ValueOperations values;

    ListOperations(Secrets secrets, ValueOperations values) {
        this.secrets = secrets;
        this.values = values;
    }

    /// Lists secrets in the order of their names. AWS orders them by creation; here names are needed for the
    /// pages.
    JsonNode secrets(JsonNode input) {
        if (input.hasNonNull("SortBy") || input.hasNonNull("SortOrder")) {
            throw SecretErrors.invalidParameter(
                    "SortBy and SortOrder: this local runtime lists secrets in the order of their names.");
        }
        List<Secret> all = filtered(input)
                .filter(secret -> secret.dates().deletion().isEmpty()
                        || input.path("IncludePlannedDeletion").asBoolean())
                .toList();
        return page(
                input,
                "SecretList",
                all,
                new Paging<>(
                        SIZE,
                        secret -> secret.name().text(),
                        secret -> SecretShapes.metadata(secret, "SecretVersionsToStages")));
    }

    JsonNode versions(JsonNode input) {
        Secret secret = secrets.get(input.path("SecretId").asText());
        boolean isAll = input.path("IncludeDeprecated").asBoolean();
        List<Secret.Version> all = secret.versions().values().stream()
                .filter(version -> isAll || !secret.labelsOf(version.id()).isEmpty())
                .toList();
        ObjectNode output = page(
                input,
                "Versions",
                all,
                new Paging<>(SIZE, Secret.Version::id, version -> SecretShapes.version(secret, version)));
        return output.setAll(SecretShapes.name(secret));
    }

    JsonNode values(JsonNode input) {
        boolean hasIds = !input.path("SecretIdList").isEmpty();
        if (hasIds != input.path("Filters").isEmpty()) {
            throw SecretErrors.invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        ObjectNode output = hasIds
                ? JsonNodeFactory.instance.objectNode()
                : page(input, "Names", filtered(input).toList(), NAMES);
        List<String> ids = Members.texts(hasIds ? input : output, hasIds ? "SecretIdList" : "Names");
        output.remove("Names");
        putValues(ids, output);
        return output;
    }

    private void putValues(List<String> ids, ObjectNode output) {
        ArrayNode values = output.putArray("SecretValues");
        ArrayNode errors = output.putArray("Errors");
        for (String id : ids) {
            try {
                values.add(value(id));
            } catch (AwsException refused) {
                errors.addObject()
                        .put("SecretId", id)
                        .put("ErrorCode", refused.code())
                        .put("Message", refused.message());
            }
        }
    }

    private ObjectNode value(String id) {
        Secret secret = secrets.get(id);
        if (secret.dates().deletion().isPresent()) {
            throw SecretErrors.isDeleted();
        }
        return values.read(secret, secret.version(Optional.empty(), Optional.empty()));
    }

    private Stream<Secret> filtered(JsonNode input) {
        return secrets.all().stream()
                .filter(secret -> input.path("Filters").valueStream().allMatch(filter -> matches(secret, filter)));
    }

    /// Tells whether one of the values matches a text or, after `!`, matches none
    /// ([Filter](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html)). Names and
    /// tags are case-sensitive and begin with the value; in the other texts, words begin with the value's
    /// words.
    private static boolean matches(Secret secret, JsonNode filter) {
        String key = filter.path("Key").asText();
        boolean isExact = key.equals("name") || key.startsWith("tag-");
        List<String> texts = texts(secret, key);
        return Members.texts(filter, "Values").stream().anyMatch(value -> {
            boolean isNegated = value.startsWith("!");
            String wanted = isNegated ? value.substring(1) : value;
            return isNegated
                    != texts.stream().anyMatch(text -> isExact ? text.startsWith(wanted) : hasWords(text, wanted));
        });
    }

    private static boolean hasWords(String text, String wanted) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split(" +"));
        return Stream.of(wanted.toLowerCase(Locale.ROOT).split(" +"))
                .allMatch(prefix -> words.stream().anyMatch(word -> word.startsWith(prefix)));
    }

    private static List<String> texts(Secret secret, String key) {
        Secret.Settings settings = secret.settings();
        return switch (key) {
            case "name" -> List.of(secret.name().text());
            case "description" -> settings.description().stream().toList();
            case "tag-key" -> List.copyOf(settings.allTags().keySet());
            case "tag-value" -> List.copyOf(settings.allTags().values());
            case "all" ->
                Stream.of("name", "description", "tag-key", "tag-value")
                        .flatMap(each -> texts(secret, each).stream())
                        .toList();
            default ->
                throw SecretErrors.invalidParameter("Filters: this local runtime filters by name, description, tag-key,"
                        + " tag-value and all, not by " + key + ".");
        };
    }

    private static <T> ObjectNode page(JsonNode input, String member, List<T> all, Paging<T> paging) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode items = output.putArray(member);
        try {
            int size = Members.number(input, "MaxResults").orElse(paging.size);
            Page<T> page = Page.of(all, paging.key, size, Members.text(input, "NextToken"));
            page.items().forEach(item -> items.add(paging.shape.apply(item)));
            page.next().ifPresent(token -> output.put("NextToken", token));
        } catch (IllegalArgumentException _) {
            throw SecretErrors.of("InvalidNextTokenException", "The NextToken value is not valid.");
        }
        return output;
    }

    /// @param size the default size of a page
    /// @param key by which the items are sorted
    private record Paging<T>(int size, Function<T, String> key, Function<T, JsonNode> shape) {}
}
