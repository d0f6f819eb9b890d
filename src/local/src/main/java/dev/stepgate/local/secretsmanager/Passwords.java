// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Generates passwords
/// ([GetRandomPassword](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html)).
/// They come from the runtime's random numbers: they are for tests, and not secret.
final class Passwords {
    private static final int LENGTH = 32;
    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NUMBERS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final RandomGenerator random;

    Passwords(RandomGenerator random) {
        this.random = random;
    }

    /// @param input `PasswordLength`, `ExcludeCharacters`, `ExcludeNumbers`, `ExcludePunctuation`,
    ///     `ExcludeUppercase`, `ExcludeLowercase`, `IncludeSpace`, `RequireEachIncludedType`
    synchronized String password(JsonNode input) {
        List<String> types = types(input);
        int length = Members.number(input, "PasswordLength").orElse(LENGTH);
        boolean requiresEach = input.path("RequireEachIncludedType").asBoolean(true);
        if (types.isEmpty()) {
            throw SecretErrors.invalidParameter("Every type of character is excluded: no password can be made.");
        }
        if (requiresEach && length < types.size()) {
            throw SecretErrors.invalidParameter("Password length is too short based on the required types.");
        }
        List<Character> letters = new ArrayList<>();
        if (requiresEach) {
            types.forEach(type -> letters.add(any(type)));
        }
        String all = String.join("", types);
        while (letters.size() < length) {
            letters.add(any(all));
        }
        return shuffled(letters);
    }

    private static List<String> types(JsonNode input) {
        List<String> types = new ArrayList<>();
        add(types, LOWERCASE, input, "ExcludeLowercase");
        add(types, UPPERCASE, input, "ExcludeUppercase");
        add(types, NUMBERS, input, "ExcludeNumbers");
        add(types, PUNCTUATION, input, "ExcludePunctuation");
        if (input.path("IncludeSpace").asBoolean()) {
            types.add(" ");
        }
        return types;
    }

    private static void add(List<String> types, String letters, JsonNode input, String exclusion) {
        String excluded = Members.text(input, "ExcludeCharacters").orElse("");
        StringBuilder kept = new StringBuilder();
        letters.chars().filter(letter -> excluded.indexOf(letter) < 0).forEach(kept::appendCodePoint);
        if (!input.path(exclusion).asBoolean() && !kept.isEmpty()) {
            types.add(kept.toString());
        }
    }

    private char any(String letters) {
        return letters.charAt(random.nextInt(letters.length()));
    }

    private String shuffled(List<Character> letters) {
        StringBuilder text = new StringBuilder();
        while (!letters.isEmpty()) {
            text.append(letters.remove(random.nextInt(letters.size())).charValue());
        }
        return text.toString();
    }

    /// Returns the string for `GenerateSecretString` of AWS::SecretsManager::Secret: a password, or a
    /// template with the password as an additional member.
    String secretString(JsonNode input) {
        String password = password(input);
        if (input.hasNonNull("SecretStringTemplate") != input.hasNonNull("GenerateStringKey")) {
            throw SecretErrors.invalidParameter(
                    "GenerateSecretString has both of SecretStringTemplate and GenerateStringKey, or none.");
        }
        if (!input.hasNonNull("SecretStringTemplate")) {
            return password;
        }
        try {
            if (Json.parse(input.path("SecretStringTemplate").asText()) instanceof ObjectNode secret) {
                return Json.write(secret.put(input.path("GenerateStringKey").asText(), password));
            }
        } catch (JsonSyntaxException e) {
            throw SecretErrors.invalidParameter("SecretStringTemplate is not JSON: " + e.getMessage());
        }
        throw SecretErrors.invalidParameter("SecretStringTemplate is not a JSON object.");
    }
}
