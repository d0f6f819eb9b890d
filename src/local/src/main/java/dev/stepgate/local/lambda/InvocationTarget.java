// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.aws.AwsException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The target of a call: the function, the version, and its ARN as the caller qualified it.
record InvocationTarget(FunctionConfiguration configuration, String version, String invokedArn) {

    static final String LATEST = "$LATEST";

    /// The version that aliases point to: the one that a deployment publishes.
    private static final String PUBLISHED = "1";

    /// A name, or a part of an ARN that ends with a name (Lambda's API model, `FunctionName`).
    private static final Pattern REFERENCE =
            Pattern.compile("(?:arn:[^:]+:lambda:)?(?<region>[a-z]{2}(?:-[a-z]+)+-[0-9]:)?"
                    + "(?<account>[0-9]{12}:)?(?:function:)?"
                    + "(?<name>[a-zA-Z0-9-_]{1,140})(?::(?<qualifier>[a-zA-Z0-9-_$]{1,129}))?");

    /// The alias or version that the caller named, or `$LATEST`.
    String qualifier() {
        return invokedArn.equals(configuration.arn()) ? LATEST : invokedArn.substring(invokedArn.lastIndexOf(':') + 1);
    }

    String logGroup() {
        return "/aws/lambda/" + configuration.name();
    }

    /// Finds the function that a request names.
    ///
    /// @throws AwsException ResourceNotFoundException, or ValidationException for text that is not a
    /// function's name
    static InvocationTarget find(
            String function, Optional<String> qualifier, Map<String, FunctionConfiguration> byName) {
        Matcher reference = REFERENCE.matcher(function);
        if (!reference.matches()) {
            throw new AwsException(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '" + function
                            + "' at 'functionName' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: " + REFERENCE.pattern());
        }
        Optional<String> wanted =
                Optional.ofNullable(reference.group("qualifier")).or(() -> qualifier);
        FunctionConfiguration found = byName.get(reference.group("name"));
        if (found == null
                || (function.startsWith("arn:") && !function.startsWith(found.arn()))
                || !isPartOf(found.arn(), reference)) {
            throw notFound(function, reference.group("name"), wanted.orElse(LATEST), byName);
        }
        String invokedArn = wanted.map(name -> found.arn() + ":" + name).orElse(found.arn());
        return new InvocationTarget(found, version(found, wanted.orElse(LATEST)), invokedArn);
    }

    private static boolean isPartOf(String arn, Matcher reference) {
        return arn.contains(":" + Objects.requireNonNullElse(reference.group("region"), ""))
                && arn.contains(":" + Objects.requireNonNullElse(reference.group("account"), ""));
    }

    private static String version(FunctionConfiguration function, String qualifier) {
        if (qualifier.equals(LATEST)) {
            return LATEST;
        }
        boolean isPublished = !function.aliases().isEmpty() && qualifier.equals(PUBLISHED);
        if (!isPublished && !function.aliases().contains(qualifier)) {
            throw notFound(function.arn() + ":" + qualifier);
        }
        return PUBLISHED;
    }

    private static AwsException notFound(
            String function, String name, String qualifier, Map<String, FunctionConfiguration> byName) {
        if (function.startsWith("arn:")) {
            String unqualified = function.endsWith(":" + qualifier)
                    ? function.substring(0, function.length() - qualifier.length() - 1)
                    : function;
            return notFound(unqualified + ":" + qualifier);
        }
        String prefix = byName.values().stream()
                .findFirst()
                .map(some -> some.arn().substring(0, some.arn().lastIndexOf(':') + 1))
                .orElse("");
        return notFound(prefix + name + ":" + qualifier);
    }

    private static AwsException notFound(String arn) {
        return new AwsException(404, "ResourceNotFoundException", "Function not found: " + arn);
    }
}
