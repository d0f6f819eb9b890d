// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.Delay;
import dev.stepgate.local.asl.ItemProcessor;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Retrier;
import dev.stepgate.local.asl.Setting;
import dev.stepgate.local.asl.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the texts on a state.
final class Captions {
    private Captions() {}

    static Caption of(State state) {
        List<Retrier> retriers = retriers(state);
        String detail = detail(state);
        String kind = detail.startsWith(type(state)) ? detail : type(state) + ": " + detail;
        StringBuilder tooltip = new StringBuilder(state.name()).append('\n').append(kind);
        retriers.forEach(retrier -> tooltip.append('\n').append(tooltip(retrier)));
        Optional<String> retry = Optional.of(retriers)
                .filter(all -> !all.isEmpty())
                .map(all -> all.stream().map(Captions::errors).collect(Collectors.joining(", ")));
        return new Caption(state.name(), detail, retry, tooltip.toString(), icon(state));
    }

    private static String detail(State state) {
        return switch (state) {
            case State.Task task -> Resources.detail(task);
            case State.Wait wait -> delay(wait.delay());
            case State.Fail fail -> fail.error().map(Captions::text).orElse("Fail");
            case State.Parallel parallel ->
                "Parallel, " + count(parallel.branches().size(), "branch", "branches");
            case State.Map map -> map(map);
            case State.Pass _, State.Choice _, State.Succeed _ -> type(state);
        };
    }

    private static String delay(Delay delay) {
        return switch (delay) {
            case Delay.Seconds(Setting<Long> seconds) -> "Wait " + text(seconds) + " s";
            case Delay.Until(Setting<Instant> timestamp) -> "Wait until " + text(timestamp);
        };
    }

    private static String map(State.Map map) {
        String mode = switch (map.iteration().processor().mode()) {
            case ItemProcessor.Mode.Inline _ -> "Map";
            case ItemProcessor.Mode.Distributed _ -> "Distributed Map";
        };
        Setting<Long> most = map.iteration().maxConcurrency();
        return most.equals(new Setting.Fixed<>(0L)) ? mode : mode + ", " + text(most) + " at once";
    }

    private static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String errors(Retrier retrier) {
        return retrier.maxAttempts() + "× " + String.join(", ", retrier.errorEquals());
    }

    private static String tooltip(Retrier retrier) {
        return "Retry " + String.join(", ", retrier.errorEquals()) + ": "
                + count(retrier.maxAttempts(), "attempt", "attempts") + ", first after "
                + retrier.interval().toSeconds() + " s, then × " + retrier.backoffRate();
    }

    static String text(Setting<?> setting) {
        return switch (setting) {
            case Setting.Fixed<?>(Object value) -> value.toString();
            case Setting.Computed<?>(PayloadTemplate.Expression expression) -> text(expression);
        };
    }

    static String text(PayloadTemplate.Expression expression) {
        return switch (expression) {
            case PayloadTemplate.Path path -> path.reference().text();
            case PayloadTemplate.Call call -> call.intrinsic().text();
            case PayloadTemplate.Jsonata jsonata -> jsonata.expression().text().strip();
        };
    }

    private static List<Retrier> retriers(State state) {
        return switch (state) {
            case State.Task task -> task.recovery().retriers();
            case State.Parallel parallel -> parallel.recovery().retriers();
            case State.Map map -> map.recovery().retriers();
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> List.of();
        };
    }

    /// The definition's `Type`.
    static String type(State state) {
        return switch (state) {
            case State.Task _ -> "Task";
            case State.Pass _ -> "Pass";
            case State.Choice _ -> "Choice";
            case State.Wait _ -> "Wait";
            case State.Succeed _ -> "Succeed";
            case State.Fail _ -> "Fail";
            case State.Parallel _ -> "Parallel";
            case State.Map _ -> "Map";
        };
    }

    private static Icon icon(State state) {
        return switch (state) {
            case State.Task task -> Resources.icon(task.call().resource());
            case State.Pass _ -> Icon.PASS;
            case State.Choice _ -> Icon.CHOICE;
            case State.Wait _ -> Icon.WAIT;
            case State.Succeed _ -> Icon.SUCCEED;
            case State.Fail _ -> Icon.FAIL;
            case State.Parallel _ -> Icon.PARALLEL;
            case State.Map _ -> Icon.MAP;
        };
    }
}
