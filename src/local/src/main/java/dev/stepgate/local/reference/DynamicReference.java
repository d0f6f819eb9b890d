// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

import java.util.Optional;
import java.util.regex.Matcher;

/// A value that a template takes from another service ([dynamic
/// references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html)).
/// Immutable.
public sealed interface DynamicReference {

    /// `{{resolve:ssm:name:version}}`; for `ssm-secure` the parameter is a `SecureString`.
    ///
    /// @param text the source text
    /// @param version absent for the latest
    record Parameter(String text, String name, Optional<Long> version, boolean isSecure) implements DynamicReference {}

    /// `{{resolve:secretsmanager:id:SecretString:key:stage:versionId}}`.
    ///
    /// @param text the source text
    /// @param id a name or an ARN
    /// @param key of a secret that is a JSON object; absent for the whole secret
    record Secret(String text, String id, Optional<String> key, Optional<String> stage, Optional<String> versionId)
            implements DynamicReference {}

    /// Parses one reference, with its braces.
    ///
    /// @throws DynamicReferenceException when the text is not one
    static DynamicReference parse(String text) {
        Matcher parts = ReferenceSyntax.REFERENCE.matcher(text);
        if (!parts.matches()) {
            throw new DynamicReferenceException(text, "a dynamic reference is {{resolve:service-name:reference-key}}");
        }
        String key = parts.group(2);
        return switch (parts.group(1)) {
            case "ssm" -> ReferenceSyntax.parameter(text, key, false);
            case "ssm-secure" -> ReferenceSyntax.parameter(text, key, true);
            case "secretsmanager" -> ReferenceSyntax.secret(text, key);
            default ->
                throw new DynamicReferenceException(
                        text, "the services are ssm, ssm-secure and secretsmanager, not " + parts.group(1));
        };
    }
}
