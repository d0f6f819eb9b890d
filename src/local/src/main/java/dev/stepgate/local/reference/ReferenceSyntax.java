// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The syntax of references.
final class ReferenceSyntax {
    static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([^:{}]+):([^{}]+)}}");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_.\\-/]+)(?::([0-9]{1,18}))?");
    private static final Pattern SECRET_ARN =
            Pattern.compile("(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+)(?::(.*))?");
    private static final Pattern SECRET_NAME = Pattern.compile("([^:]+)(?::(.*))?");
    private static final int SEGMENTS = 4;

    private ReferenceSyntax() {}

    static DynamicReference parameter(String text, String key, boolean isSecure) {
        Matcher parts = PARAMETER.matcher(key);
        if (!parts.matches()) {
            throw new DynamicReferenceException(
                    text, "a parameter must be name or name:version, with a number for a version, not " + key);
        }
        Optional<Long> version = Optional.ofNullable(parts.group(2)).map(Long::valueOf);
        return new DynamicReference.Parameter(text, parts.group(1), version, isSecure);
    }

    static DynamicReference secret(String text, String key) {
        Matcher parts = (key.startsWith("arn:") ? SECRET_ARN : SECRET_NAME).matcher(key);
        if (!parts.matches()) {
            throw new DynamicReferenceException(text, "no secret's name or ARN: " + key);
        }
        String[] rest = Optional.ofNullable(parts.group(2)).orElse("").split(":", -1);
        if (rest.length > SEGMENTS || !rest[0].matches("|SecretString")) {
            throw new DynamicReferenceException(
                    text, "after the secret come SecretString, key, stage and version id at most");
        }
        DynamicReference.Secret secret =
                new DynamicReference.Secret(text, parts.group(1), segment(rest, 1), segment(rest, 2), segment(rest, 3));
        if (secret.stage().isPresent() && secret.versionId().isPresent()) {
            throw new DynamicReferenceException(text, "it names a stage or a version id, not both");
        }
        return secret;
    }

    private static Optional<String> segment(String[] segments, int index) {
        return index < segments.length && !segments[index].isEmpty() ? Optional.of(segments[index]) : Optional.empty();
    }
}
