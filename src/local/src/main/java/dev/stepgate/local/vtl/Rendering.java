// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits of one rendering: its steps, and the number of characters in all strings that it makes, even
/// temporary ones.
final class Rendering {
    /// The rendering of the current thread.
    static final ScopedValue<Rendering> CURRENT = ScopedValue.newInstance();

    /// The maximum, with room for eight copies of the largest payload.
    private static final long MAX_CHARACTERS = 8L * BoundedWriter.MAX_CHARACTERS;

    /// The limit on searches, which compare texts character by character.
    private static final long MAX_COMPARISONS = 10_000_000_000L;

    private final EvaluationSteps steps = EvaluationSteps.unstopped();
    private long characters;

    void step() {
        steps.step();
    }

    void steps(int more) {
        steps.steps(more);
    }

    /// Returns a text for a regular expression that counts accesses.
    CharSequence counted(String text) {
        return steps.counted(text);
    }

    /// Counts a string. Throws when it is too long, or all strings together are.
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

    /// Throws when comparing or printing a value would take too long.
    void require(Object target, @Nullable Object argument) {
        long size = size(target, 0);
        if (argument != null && size * size(argument, 0) > MAX_COMPARISONS) {
            throw new MappingTemplateException("more than " + MAX_COMPARISONS + " comparisons in one function");
        }
        steps.steps((int) size / Long.BYTES);
    }

    /// Returns the size of a value; lists and maps may contain each other any number of times.
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
