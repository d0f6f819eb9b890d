// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `Retry` and `Catch`.
final class RecoveryReader {
    private static final String ALL = "States.ALL";
    private static final Range INTERVAL = Range.SECONDS_OR_NONE;
    private static final Range ATTEMPTS = Range.SECONDS_OR_NONE;
    private static final Range RATE = new Range("1.0", "");
    private static final Range DELAY = new Range("1", "31622400");

    private final FlowReader flows;

    RecoveryReader(FlowReader flows) {
        this.flows = flows;
    }

    Recovery read(Fields fields) {
        List<Retrier> retriers = new ArrayList<>();
        List<Catcher> catchers = new ArrayList<>();
        entries(fields, "Retry").forEach(entry -> retriers.add(retrier(entry)));
        entries(fields, "Catch").forEach(entry -> catchers.add(catcher(entry)));
        return new Recovery(retriers, catchers);
    }

    private static List<Fields> entries(Fields fields, String name) {
        List<DefinitionValue> items =
                fields.find(name).map(DefinitionValue::items).orElse(List.of());
        List<Fields> entries =
                items.stream().flatMap(item -> item.object().stream()).toList();
        for (int i = 0; i < entries.size(); i++) {
            checkCatchAll(entries.get(i), i == entries.size() - 1);
        }
        return entries;
    }

    private static void checkCatchAll(Fields entry, boolean last) {
        List<String> names = new ArrayList<>();
        entry.value().node().path("ErrorEquals").forEach(name -> names.add(name.asText()));
        if (names.contains(ALL) && (names.size() > 1 || !last)) {
            entry.value().child("ErrorEquals").problem(ALL + " must appear alone and at end of list");
        }
    }

    private static List<String> errors(Fields entry) {
        return entry.find("ErrorEquals").map(DefinitionValue::someItems).orElse(List.of()).stream()
                .map(DefinitionValue::text)
                .toList();
    }

    private static Retrier retrier(Fields entry) {
        entry.require("ErrorEquals");
        entry.refuseAllBut(FieldTable.RETRIER);
        return new Retrier(
                errors(entry),
                Duration.ofSeconds(entry.find("IntervalSeconds")
                        .map(v -> v.integer(INTERVAL))
                        .orElse(1L)),
                entry.find("MaxAttempts").map(v -> (int) v.integer(ATTEMPTS)).orElse(3),
                entry.find("BackoffRate").map(v -> v.number(RATE)).orElse(2.0),
                entry.find("MaxDelaySeconds").map(v -> Duration.ofSeconds(v.integer(DELAY))),
                entry.find("JitterStrategy")
                        .map(v -> v.constant(Retrier.JitterStrategy.class))
                        .orElse(Retrier.JitterStrategy.NONE));
    }

    private Catcher catcher(Fields entry) {
        entry.require("ErrorEquals", "Next");
        entry.refuseAllBut(FieldTable.CATCHER);
        FieldTable.refuseOtherLanguage(entry, flows.language());
        Optional<String> next = entry.text("Next");
        return new Catcher(errors(entry), next.orElse(""), flows.read(entry));
    }
}
