// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.intrinsic.Intrinsic;
import dev.stepgate.local.intrinsic.IntrinsicSyntaxException;
import dev.stepgate.local.jsonata.JsonataExpression;
import dev.stepgate.local.jsonata.JsonataSyntaxException;
import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.PathSyntaxException;
import dev.stepgate.local.path.ReferencePath;
import java.util.Optional;
import java.util.Set;

/// Reads the strings that stand for computed values: paths, intrinsic functions, JSONata.
final class Expressions {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";
    private static final String STATES = "$states";

    private Expressions() {}

    static Optional<PathReference> path(DefinitionValue value) {
        String text = value.text();
        try {
            return value.isText() ? Optional.of(PathReference.parse(text)) : Optional.empty();
        } catch (PathSyntaxException _) {
            value.problem("Value must be a valid JSONPath.");
            return Optional.empty();
        }
    }

    /// Reads a path that refers to a single value.
    static Optional<PathReference> definitePath(DefinitionValue value) {
        Optional<PathReference> reference = path(value);
        if (reference.isPresent() && !reference.get().path().isDefinite()) {
            value.problem("Value is not a Reference Path");
        }
        return reference;
    }

    /// Reads a path to a single value outside the Context Object, which AWS allows only some fields to read
    /// ([Accessing the Context
    /// object](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html)).
    static Optional<PathReference> scalarPath(DefinitionValue value) {
        Optional<PathReference> reference = definitePath(value);
        if (reference.isPresent() && reference.get() instanceof PathReference.Context) {
            value.problem("Value is not a Reference Path");
        }
        return reference;
    }

    static Optional<ReferencePath> place(DefinitionValue value) {
        String text = value.text();
        try {
            return value.isText() ? Optional.of(ReferencePath.parse(text)) : Optional.empty();
        } catch (PathSyntaxException _) {
            value.problem("Value is not a Reference Path");
            return Optional.empty();
        }
    }

    /// Reads a path or an intrinsic function; empty for any other text.
    static Optional<PayloadTemplate.Expression> pathOrCall(String text) {
        try {
            if (text.startsWith("$")) {
                return Optional.of(new PayloadTemplate.Path(PathReference.parse(text)));
            }
            return text.startsWith("States.")
                    ? Optional.of(new PayloadTemplate.Call(Intrinsic.parse(text)))
                    : Optional.empty();
        } catch (PathSyntaxException | IntrinsicSyntaxException _) {
            return Optional.empty();
        }
    }

    static boolean isJsonata(DefinitionValue value) {
        return value.isText() && value.node().textValue().startsWith(OPEN);
    }

    /// Parses a value for which [#isJsonata(Value)] holds.
    static Optional<PayloadTemplate.Expression> jsonata(DefinitionValue value) {
        String text = value.node().textValue();
        if (!text.endsWith(CLOSE) || text.length() < OPEN.length() + CLOSE.length()) {
            value.problem("JSONata string must start with {% and end with %}");
            return Optional.empty();
        }
        try {
            JsonataExpression expression = JsonataExpression.parse(inner(text));
            expression
                    .unsupported()
                    .forEach(message ->
                            value.problems().add("UNSUPPORTED_JSONATA_EXPRESSION", message, value.location()));
            return Optional.of(new PayloadTemplate.Jsonata(expression));
        } catch (JsonataSyntaxException e) {
            value.problems().add("INVALID_JSONATA_EXPRESSION", String.valueOf(e.getMessage()), value.location());
            return Optional.empty();
        }
    }

    /// The members of `$states` that an expression reads; none for one that cannot be parsed, or that reads only
    /// `input` and `context`, which exist everywhere.
    static Set<String> statesMembers(DefinitionValue value) {
        String text = value.node().textValue();
        if (!text.endsWith(CLOSE) || readsWhatIsEverywhere(text)) {
            return Set.of();
        }
        try {
            return JsonataExpression.parse(inner(text)).statesMembers();
        } catch (JsonataSyntaxException _) {
            return Set.of();
        }
    }

    private static boolean readsWhatIsEverywhere(String text) {
        for (int at = text.indexOf(STATES); at >= 0; at = text.indexOf(STATES, at + 1)) {
            int member = at + STATES.length();
            if (!isMember(text, member, ".input") && !isMember(text, member, ".context")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMember(String text, int start, String member) {
        return text.startsWith(member, start) && !Character.isJavaIdentifierPart(text.charAt(start + member.length()));
    }

    private static String inner(String text) {
        return text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
    }
}
