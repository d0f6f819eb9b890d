// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.vtl.MappingTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A record of the way of one request or message through its API that explains its answer: the steps, the
/// calls that they made, the mapping templates with their inputs and results, and the response that was
/// selected. Written by one thread at a time, read when the request is answered.
public final class RequestTrace {
    /// Records nothing.
    public static final RequestTrace OFF = new RequestTrace(() -> 0, false);

    private final LongSupplier nanos;
    private final boolean isOn;
    private final List<Step> steps = new ArrayList<>(0);
    private final List<Rendering> renderings = new ArrayList<>(0);
    private final List<BackendCall> calls = new ArrayList<>(0);
    private Optional<Selection> selection = Optional.empty();
    private boolean isEnded;

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
            Direction direction, String contentType, MappingTemplate template, byte[] given, Optional<String> result) {

        /// A template that is about to be rendered.
        public Rendering(Direction direction, String contentType, MappingTemplate template, byte[] given) {
            this(direction, contentType, template, given, Optional.empty());
        }

        private Rendering with(String made) {
            return new Rendering(direction, contentType, template, given, Optional.of(made));
        }
    }

    /// A call that a step made.
    ///
    /// @param step its name
    /// @param service as in an integration's URI; empty for an HTTP endpoint
    /// @param answer empty when there was none before the request was answered
    public record BackendCall(String step, String service, HttpRequest request, Optional<HttpResponse> answer) {}

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

    /// The name of the step that comes last, when the request is answered.
    public static final String ANSWER = "answer";

    public void began(String step) {
        if (isOn) {
            steps.add(new Step(step, nanos.getAsLong()));
        }
    }

    /// Renders a template and records the result.
    ///
    /// @param render throws when the template fails
    public String rendered(Rendering rendering, Supplier<String> render) {
        if (!isOn) {
            return render.get();
        }
        int place = renderings.size();
        renderings.add(rendering);
        String result = render.get();
        renderings.set(place, rendering.with(result));
        return result;
    }

    /// Makes a call and records it with its answer.
    public CompletionStage<HttpResponse> called(
            String step, String service, HttpRequest request, Supplier<CompletionStage<HttpResponse>> call) {
        if (!isOn) {
            return call.get();
        }
        int place = calls.size();
        calls.add(new BackendCall(step, service, request, Optional.empty()));
        return call.get().thenApply(answer -> {
            answered(place, new BackendCall(step, service, request, Optional.of(answer)));
            return answer;
        });
    }

    private synchronized void answered(int place, BackendCall call) {
        if (!isEnded) {
            calls.set(place, call);
        }
    }

    /// Ends the record: a later answer is not part of it.
    public synchronized void ended() {
        if (isOn) {
            began(ANSWER);
            isEnded = true;
        }
    }

    public void selected(Selection selected) {
        if (isOn) {
            selection = Optional.of(selected);
        }
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /// Returns the time from the first step to the end.
    public Optional<Duration> took() {
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(
                        steps.getLast().nanos() - steps.getFirst().nanos()));
    }

    public List<Rendering> renderings() {
        return List.copyOf(renderings);
    }

    public Optional<Selection> selection() {
        return selection;
    }

    /// Returns the call of a step, if it made one.
    public Optional<BackendCall> call(String step) {
        return calls.stream().filter(each -> each.step().equals(step)).findFirst();
    }

    /// The size of what templates and calls were given and gave.
    public long characters() {
        long sum = 0;
        for (Rendering each : renderings) {
            sum += each.given().length
                    + (each.result().isPresent() ? each.result().get().length() : 0);
        }
        for (BackendCall each : calls) {
            sum += each.request().body().length
                    + (each.answer().isPresent() ? each.answer().get().body().length : 0);
        }
        return sum;
    }
}
