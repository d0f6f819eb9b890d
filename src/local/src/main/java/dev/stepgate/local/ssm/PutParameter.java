// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.ssm.Parameter.Content;
import dev.stepgate.local.ssm.Parameter.Settings;
import dev.stepgate.local.ssm.Parameter.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// [PutParameter](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html).
final class PutParameter {
    private static final int STANDARD_SIZE = 4096;
    private static final int ADVANCED_SIZE = 8192;
    private static final Set<String> DATA_TYPES = Set.of("text", "aws:ec2:image", "aws:ssm:integration");

    private final Account account;
    private final InstantSource time;
    private final Parameters parameters;

    PutParameter(Account account, InstantSource time, Parameters parameters) {
        this.account = account;
        this.time = time;
        this.parameters = parameters;
    }

    JsonNode run(JsonNode input) {
        String name = input.path("Name").asText();
        ParameterName.require(name);
        boolean overwrites = input.path("Overwrite").asBoolean();
        requireServed(input, overwrites);
        Parameter put = parameters
                .byName()
                .compute(
                        parameters.key(name),
                        (_, before) -> before == null ? create(name, input) : overwrite(before, input, overwrites));
        return JsonNodeFactory.instance
                .objectNode()
                .put("Version", put.latest().number())
                .put("Tier", put.latest().settings().tier());
    }

    private static void requireServed(JsonNode input, boolean overwrites) {
        if (overwrites && !input.path("Tags").isEmpty()) {
            throw ParameterErrors.invalid("Invalid request: tags and overwrite can't be used together. To create a"
                    + " parameter with tags, please remove overwrite flag. To update tags for an existing parameter,"
                    + " please use AddTagsToResource or RemoveTagsFromResource.");
        }
        if (input.hasNonNull("Policies")) {
            throw ParameterErrors.invalid("Policies: this local runtime keeps parameters without policies.");
        }
    }

    private Parameter create(String name, JsonNode input) {
        if (!input.hasNonNull("Type")) {
            throw ParameterErrors.invalid("A parameter type is required when you create a parameter.");
        }
        Map<String, String> tags = new TreeMap<>();
        input.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        String arn = account.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
        Version first = version(1, input, input.path("Type").asText(), Optional.empty());
        return new Parameter(name, arn, List.of(first), tags);
    }

    private Parameter overwrite(Parameter before, JsonNode input, boolean overwrites) {
        if (!overwrites) {
            throw ParameterErrors.of(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        Version latest = before.latest();
        String type = Members.text(input, "Type").orElse(latest.content().type());
        if (!type.equals(latest.content().type())) {
            throw ParameterErrors.of(
                    "HierarchyTypeMismatchException",
                    "Parameter Store doesn't support changing a parameter type in a hierarchy: " + before.name()
                            + " is a " + latest.content().type() + ".");
        }
        return before.plus(version(latest.number() + 1, input, type, Optional.of(latest)));
    }

    private Version version(long number, JsonNode input, String type, Optional<Version> before) {
        String value = input.path("Value").asText();
        String dataType = Members.text(input, "DataType")
                .or(() -> before.map(version -> version.content().dataType()))
                .orElse("text");
        if (!DATA_TYPES.contains(dataType)) {
            throw ParameterErrors.invalid(
                    "The following data type is not supported: " + dataType + " (Data type names are all lowercase.)");
        }
        Settings settings = settings(input, type, value, before.map(Version::settings));
        settings.allowedPattern().ifPresent(pattern -> requireAllowed(value, pattern));
        return new Version(number, new Content(type, value, dataType), settings, time.instant(), List.of());
    }

    private static Settings settings(JsonNode input, String type, String value, Optional<Settings> before) {
        Optional<String> keyId = Members.text(input, "KeyId").or(() -> before.flatMap(Settings::keyId));
        return new Settings(
                tier(input, value, before),
                Members.text(input, "Description").or(() -> before.flatMap(Settings::description)),
                Members.text(input, "AllowedPattern").or(() -> before.flatMap(Settings::allowedPattern)),
                type.equals("SecureString") ? keyId.or(() -> Optional.of("alias/aws/ssm")) : Optional.empty());
    }

    /// Returns the tier, which `Intelligent-Tiering` chooses by the size. An Advanced parameter stays
    /// Advanced.
    private static String tier(JsonNode input, String value, Optional<Settings> before) {
        if (value.isEmpty()) {
            throw ParameterErrors.invalid(
                    "1 validation error detected: Value '' at 'value' failed to satisfy constraint:"
                            + " Member must have length greater than or equal to 1.");
        }
        boolean wasAdvanced =
                before.filter(settings -> settings.tier().equals("Advanced")).isPresent();
        String wanted = Members.text(input, "Tier").orElse("Standard");
        boolean isAdvanced = wasAdvanced
                || wanted.equals("Advanced")
                || wanted.equals("Intelligent-Tiering") && value.length() > STANDARD_SIZE;
        requireSize(value, isAdvanced);
        return isAdvanced ? "Advanced" : "Standard";
    }

    private static void requireSize(String value, boolean isAdvanced) {
        if (!isAdvanced && value.length() > STANDARD_SIZE) {
            throw ParameterErrors.invalid(
                    "Standard tier parameters support a maximum parameter value of " + STANDARD_SIZE
                            + " characters. To create a larger parameter value, upgrade the parameter to use the"
                            + " advanced-parameter tier.");
        }
        if (value.length() > ADVANCED_SIZE) {
            throw ParameterErrors.invalid(
                    "Advanced tier parameters support a maximum parameter value of " + ADVANCED_SIZE + " characters.");
        }
    }

    private static void requireAllowed(String value, String pattern) {
        try {
            if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value).matches()) {
                throw ParameterErrors.of(
                        "ParameterPatternMismatchException",
                        "Parameter value, cannot be validated against allowedPattern: " + pattern);
            }
        } catch (PatternSyntaxException e) {
            throw ParameterErrors.of(
                    "InvalidAllowedPatternException",
                    "The allowed pattern " + pattern + " is not a regular expression: " + e.getDescription());
        }
    }
}
