// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.ssm.Parameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks up dynamic references in the parameters and secrets of this JVM. May be used by any thread.
public final class DynamicReferences {

    /// Matches braces that begin like a reference, so that a malformed one is not taken for text.
    private static final Pattern FOUND = Pattern.compile("\\{\\{resolve:[^}]*}}");

    private final Parameters parameters;
    private final Secrets secrets;

    public DynamicReferences(Parameters parameters, Secrets secrets) {
        this.parameters = parameters;
        this.secrets = secrets;
    }

    /// Replaces the references in a text by their values; a text without references is unchanged. Values are
    /// not searched for references.
    ///
    /// @throws DynamicReferenceException when a reference is malformed or names nothing
    public String resolve(String text) {
        return FOUND.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(DynamicReference.parse(found.group()))));
    }

    /// Returns the value of one reference.
    ///
    /// @throws DynamicReferenceException when it names nothing
    public String value(DynamicReference reference) {
        return switch (reference) {
            case DynamicReference.Parameter parameter -> value(parameter);
            case DynamicReference.Secret secret -> value(secret);
        };
    }

    private String value(DynamicReference.Parameter reference) {
        String selector = reference.version().map(version -> ":" + version).orElse("");
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("Name", reference.name() + selector)
                .put("WithDecryption", true);
        JsonNode found;
        try {
            found = parameters.perform("GetParameter", input).path("Parameter");
        } catch (AwsException refused) {
            throw refused(reference.text(), refused);
        }
        boolean isSecret = found.path("Type").asText().equals("SecureString");
        if (isSecret != reference.isSecure()) {
            throw new DynamicReferenceException(
                    reference.text(),
                    "the parameter is a " + found.path("Type").asText() + ", which " + (isSecret ? "ssm-secure" : "ssm")
                            + " refers to");
        }
        return found.path("Value").asText();
    }

    private String value(DynamicReference.Secret reference) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("SecretId", reference.id());
        reference.stage().ifPresent(stage -> input.put("VersionStage", stage));
        reference.versionId().ifPresent(id -> input.put("VersionId", id));
        JsonNode found;
        try {
            found = secrets.perform("GetSecretValue", input).path("SecretString");
        } catch (AwsException refused) {
            throw refused(reference.text(), refused);
        }
        if (!found.isTextual()) {
            throw new DynamicReferenceException(reference.text(), "the secret is binary");
        }
        return reference
                .key()
                .map(key -> member(reference.text(), found.textValue(), key))
                .orElseGet(found::textValue);
    }

    private static DynamicReferenceException refused(String reference, AwsException refused) {
        boolean namesNothing =
                refused.code().equals("ParameterNotFound") || refused.code().equals("ResourceNotFoundException");
        return namesNothing
                ? DynamicReferenceException.namesNothing(reference, refused.message())
                : new DynamicReferenceException(reference, refused.message());
    }

    private static String member(String reference, String secret, String key) {
        JsonNode value;
        try {
            value = Json.parse(secret).path(key);
        } catch (JsonSyntaxException _) {
            throw new DynamicReferenceException(reference, "the secret is not JSON, so it has no " + key);
        }
        if (value.isMissingNode() || value.isNull()) {
            throw new DynamicReferenceException(reference, "the secret has no " + key);
        }
        return value.isTextual() ? value.textValue() : Json.write(value);
    }
}
