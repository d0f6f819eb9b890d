// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bounds of one rendering: its steps, and how many characters it makes in all, those of texts that it
/// throws away again included.
final class Rendering {
    /// The one of this thread, while it renders.
    static final ScopedValue<Rendering> CURRENT = ScopedValue.newInstance();

    /// Room for eight copies of the largest payload.
    private static final long MAX_CHARACTERS = 8L * BoundedWriter.MAX_CHARACTERS;

    /// A text is sought in another one character by character.
    private static final long MAX_COMPARISONS = 10_000_000_000L;

    private final EvaluationSteps steps = EvaluationSteps.unstopped();
    private long characters;

    void step() {
        steps.step();
    }

    void steps(int more) {
        steps.steps(more);
    }

    /// For a regular expression.
    CharSequence counted(String text) {
        return steps.counted(text);
    }

    /// Throws when a text is too long, or all texts are.
    String made(String text) {
        if (text.length() > BoundedWriter.MAX_CHARACTERS) {
            throw BoundedWriter.tooLong();
        }
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new MappingTemplateException("more than " + MAX_CHARACTERS + " characters in all texts together");
        }
        steps.steps(text.length() / Long.BYTES);
        return text;
    }

    /// Throws when a value would compare, or print, without end.
    void require(Object target, @Nullable Object argument) {
        long size = size(target, 0);
        if (argument != null && size * size(argument, 0) > MAX_COMPARISONS) {
            throw new MappingTemplateException("more than " + MAX_COMPARISONS + " comparisons in one function");
        }
        steps.steps((int) size / Long.BYTES);
    }

    /// Lists and maps may hold one another any number of times.
    private static long size(@Nullable Object value, long before) {
        if (before > BoundedWriter.MAX_CHARACTERS) {
            throw BoundedWriter.tooLong();
        }
        long size = before + 1;
        switch (value) {
            case String text -> size += text.length();
            case Collection<?> elements -> {
                for (Object element : elements) {
                    size = size(element, size);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size = size(entry.getValue(), size(entry.getKey(), size));
                }
            }
            case null, default -> {}
        }
        return size;
    }

    static MappingTemplateException failure(EvaluationLimitException e) {
        return new MappingTemplateException(String.valueOf(e.getMessage()), e);
    }
}
