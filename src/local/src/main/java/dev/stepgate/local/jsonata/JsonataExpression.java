// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSONata expression, parsed once and evaluated any number of times by any thread.
///
/// [Step Functions](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html) adds `$partition`,
/// `$range`, `$hash`, `$random`, `$uuid` and `$parse`, takes `$eval` away, and bounds depth, time and memory.
public final class JsonataExpression {
    private static final Pattern NAME = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)");

    /// How the library's reflection reports an argument of the wrong type.
    private static final Pattern REFUSED_ARGUMENT = Pattern.compile("Argument error calling function (\\w+)");

    private final String text;
    private final Jsonata compiled;
    private final Set<String> names;
    private final Optional<VariablePath> path;
    private final Reads reads;

    private JsonataExpression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
        this.names = names(text);
        this.path = VariablePath.parse(text);
        this.reads = Reads.of(text);
        compiled.setOutputConvertNulls(false);
        Builtins.bind(compiled);
        Arithmetic.replaceIn(compiled);
    }

    /// The expression without its `{%` and `%}`. Throws [JsonataSyntaxException].
    public static JsonataExpression parse(String text) {
        try {
            return new JsonataExpression(text, compile(text));
        } catch (JsonataSyntaxException e) {
            throw e;
        } catch (JException e) {
            throw new JsonataSyntaxException(e.getError(), Messages.ofSyntax(e));
        } catch (StringIndexOutOfBoundsException _) {
            // the library reads on behind the end of a comment that is open
            throw new JsonataSyntaxException("S0106", "Comment has no closing tag");
        } catch (RuntimeException | StackOverflowError e) {
            throw new JsonataSyntaxException("S0500", "Syntax error: " + e.getMessage());
        }
    }

    public String text() {
        return text;
    }

    /// What AWS refuses of an expression when a definition is loaded, in its words, as
    /// `Reference to 'name' at the top level is not supported.`; empty for a good expression.
    public Set<String> unsupported() {
        return Collections.unmodifiableSet(reads.unsupported());
    }

    /// The members of `$states` it reads, as `input` and `errorOutput`.
    public Set<String> statesMembers() {
        return Collections.unmodifiableSet(reads.states());
    }

    /// The variables it reads, without `$`: neither functions it calls, nor `states`, nor what it binds itself.
    public Set<String> variables() {
        return reads.variables();
    }

    /// Throws [JsonataException] when the expression fails, gives nothing, or gives what JSON has no word for.
    public JsonNode evaluate(JsonataScope scope) {
        JsonNode found = path.isPresent() ? path.get().lookup(scope.variables()) : null;
        return found == null ? compute(scope) : Values.canonical(found);
    }

    private JsonNode compute(JsonataScope scope) {
        Jsonata.Frame frame = compiled.createFrame();
        Bounds.on(frame);
        names.forEach(name -> bind(frame, name, scope));
        try {
            return result(compiled.evaluate(null, frame));
        } catch (JsonataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(e, scope);
        } catch (StackOverflowError e) {
            throw JsonataException.reachedLimit(text, e.toString());
        }
    }

    /// The library wraps what a function throws in the middle of another.
    private JsonataException failed(RuntimeException e, JsonataScope scope) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JException error) {
                return JsonataException.threw(text, Messages.of(error, text));
            }
            if (cause instanceof EvaluationError error) {
                return failed(error);
            }
            Optional<String> uncoded = Messages.uncoded(cause.getMessage());
            if (uncoded.isPresent()) {
                return JsonataException.threw(text, uncoded.get());
            }
            Matcher refused = REFUSED_ARGUMENT.matcher(String.valueOf(cause.getMessage()));
            if (refused.matches()) {
                return failed(EvaluationError.signature(1, refused.group(1)));
            }
        }
        return JsonataException.internal(text, StatesFunctions.uuid(scope.random()));
    }

    private JsonNode result(@Nullable Object value) {
        if (value == null) {
            throw JsonataException.undefined(text);
        }
        try {
            return Values.toJson(value);
        } catch (Values.UnsupportedValueException _) {
            throw JsonataException.unsupported(text);
        }
    }

    private JsonataException failed(EvaluationError e) {
        String message = String.valueOf(e.getMessage());
        return e.isCoded() ? JsonataException.threw(text, message) : JsonataException.reachedLimit(text, message);
    }

    private static void bind(Jsonata.Frame frame, String name, JsonataScope scope) {
        JsonNode variable = scope.variables().get(name);
        Builtin function = variable == null ? StatesFunctions.of(name, scope) : null;
        if (variable != null) {
            frame.bind(name, Values.of(variable));
        } else if (function != null) {
            frame.bind(name, function);
        }
    }

    /// What the expression may mean by `$name`; a name in a text or a comment does no harm.
    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    /// The library keeps each thread's newest instance and runs every evaluation of that thread on it, so the newest
    /// must be one that no other thread has.
    private static Jsonata compile(String text) {
        try {
            return Jsonata.jsonata(text);
        } finally {
            Jsonata.jsonata("0");
        }
    }
}
