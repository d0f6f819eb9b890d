// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.vtl.MappingTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A record of one request's [Pipeline] that explains its answer: the steps, the mapping templates with their
/// inputs and results, and the response that was selected. Written by one thread at a time, read when the
/// request is answered.
public final class RequestTrace {
    /// Records nothing.
    public static final RequestTrace OFF = new RequestTrace(() -> 0, false);

    private final LongSupplier nanos;
    private final boolean isOn;
    private final List<Step> steps = new ArrayList<>(0);
    private final List<Rendering> renderings = new ArrayList<>(0);
    private Optional<Selection> selection = Optional.empty();

    /// @param nanos the clock
    public RequestTrace(LongSupplier nanos) {
        this(nanos, true);
    }

    private RequestTrace(LongSupplier nanos, boolean isOn) {
        this.nanos = nanos;
        this.isOn = isOn;
    }

    /// @param name as in the developer guide, such as `integration request`
    /// @param nanos when it began
    public record Step(String name, long nanos) {}

    /// A mapping template that was rendered.
    ///
    /// @param direction the request's or the response's
    /// @param contentType of the template, such as `application/json`
    /// @param given the body that `$input` contained, in UTF-8; must not be modified
    /// @param result empty when the template failed
    @SuppressWarnings("ArrayRecordComponent")
    public record Rendering(
            Direction direction, String contentType, MappingTemplate template, byte[] given, Optional<String> result) {}

    /// The direction in which a template maps.
    public enum Direction {
        REQUEST,
        RESPONSE
    }

    /// An integration response.
    ///
    /// @param by the text with which selection patterns were matched: a status, or a function's error message
    /// @param pattern that matched; empty for the default response
    /// @param status of the response
    public record Selection(String by, Optional<String> pattern, int status) {}

    void began(String step) {
        if (isOn) {
            steps.add(new Step(step, nanos.getAsLong()));
        }
    }

    /// Renders a template and records the result.
    ///
    /// @param rendering throws when the template fails
    public String rendered(
            Direction direction,
            String contentType,
            MappingTemplate template,
            byte[] given,
            Supplier<String> rendering) {
        if (!isOn) {
            return rendering.get();
        }
        int place = renderings.size();
        renderings.add(new Rendering(direction, contentType, template, given, Optional.empty()));
        String result = rendering.get();
        renderings.set(place, new Rendering(direction, contentType, template, given, Optional.of(result)));
        return result;
    }

    public void selected(Selection selected) {
        if (isOn) {
            selection = Optional.of(selected);
        }
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    public List<Rendering> renderings() {
        return List.copyOf(renderings);
    }

    public Optional<Selection> selection() {
        return selection;
    }

    /// The size of the templates' inputs and results.
    public long characters() {
        return renderings.stream()
                .mapToLong(each ->
                        each.given().length + each.result().map(String::length).orElse(0))
                .sum();
    }
}
