// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import dev.stepgate.local.json.Json;
import java.util.Collection;

/// The access of the library to JSON data during one evaluation of a path. Every look at a value is a step,
/// and the number of matches is limited, because a path with several descents may match a value any number of
/// times.
final class CountingProvider extends JacksonJsonNodeJsonProvider {
    private static final int MAX_MATCHES = 1_000_000;

    /// The limit on the paths of the matches, which the library keeps as strings.
    private static final long MAX_CHARACTERS = 64L * 1024 * 1024;

    private final EvaluationSteps steps;
    private long characters;

    CountingProvider(EvaluationSteps steps) {
        super(Json.mapper());
        this.steps = steps;
    }

    EvaluationSteps steps() {
        return steps;
    }

    @Override
    public boolean isArray(Object value) {
        steps.step();
        return super.isArray(value);
    }

    @Override
    public boolean isMap(Object value) {
        steps.step();
        return super.isMap(value);
    }

    @Override
    public Object getMapValue(Object object, String name) {
        steps.step();
        return super.getMapValue(object, name);
    }

    @Override
    public Object getArrayIndex(Object array, int index) {
        steps.step();
        return super.getArrayIndex(array, index);
    }

    /// Returns a copy of the names.
    @Override
    public Collection<String> getPropertyKeys(Object object) {
        steps.steps(length(object));
        return super.getPropertyKeys(object);
    }

    @Override
    public void setArrayIndex(Object array, int index, Object value) {
        steps.step();
        characters += value instanceof String text ? text.length() : 0;
        if (index >= MAX_MATCHES || characters > MAX_CHARACTERS) {
            throw EvaluationLimitException.tooMuch(MAX_MATCHES, "matches of a path");
        }
        super.setArrayIndex(array, index, value);
    }
}
