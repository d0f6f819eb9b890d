// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads whole definitions and the groups of states in them.
final class DefinitionReader {
    private static final Range TIMEOUT = Range.SECONDS_OR_NONE;

    private final ReaderContext reading;

    DefinitionReader(ReaderContext reading) {
        this.reading = reading;
    }

    static StateMachine machine(Fields fields, ReaderContext reading) {
        fields.require("States", "StartAt");
        fields.refuseAllBut(FieldTable.MACHINE);
        fields.find("Version")
                .filter(version -> !version.text().equals("1.0"))
                .ifPresent(version -> version.problem("Value should be one of the following: [1.0]"));
        QueryLanguage language = fields.find("QueryLanguage")
                .or(() -> misplacedLanguage(fields))
                .map(DefinitionReader::language)
                .orElse(QueryLanguage.JSONPATH);
        Optional<Duration> timeout =
                fields.find("TimeoutSeconds").map(value -> Duration.ofSeconds(value.integer(TIMEOUT)));
        StateGroup states = new DefinitionReader(reading.inside(language)).group(fields);
        return new StateMachine(fields.text("Comment"), language, timeout.filter(Duration::isPositive), states);
    }

    /// Finds the language that stands among the states, which is a problem of its own: the states are read in
    /// that language, so that it stays one.
    private static Optional<DefinitionValue> misplacedLanguage(Fields fields) {
        return fields.find("States")
                .filter(DefinitionValue::isObject)
                .map(states -> states.child("QueryLanguage"))
                .filter(DefinitionValue::isText);
    }

    /// AWS recognises JSONPath only by the exact word `JSONPath`, and treats anything else as JSONata.
    static QueryLanguage language(DefinitionValue value) {
        String text = value.text();
        if (value.isText()
                && !text.equals(QueryLanguage.JSONPATH.text())
                && !text.equals(QueryLanguage.JSONATA.text())) {
            value.problem("Value should be one of the following: [JSONPath, JSONata]");
        }
        return text.equals(QueryLanguage.JSONPATH.text()) ? QueryLanguage.JSONPATH : QueryLanguage.JSONATA;
    }

    StateGroup group(Fields fields) {
        Map<String, State> states = new LinkedHashMap<>();
        fields.find("States").flatMap(DefinitionValue::object).ifPresent(all -> {
            if (all.names().isEmpty()) {
                all.problem("Value cannot be empty");
            }
            for (String name : all.names()) {
                all.value().child(name).object().ifPresent(state -> states.put(name, state(name, state)));
            }
        });
        return new StateGroup(fields.text("StartAt").orElse(""), states);
    }

    /// A branch of a Parallel, or an item processor: checked for its fields, without a query language of its
    /// own.
    StateGroup nested(Fields fields) {
        fields.require("States", "StartAt");
        return group(fields);
    }

    State state(String name, Fields fields) {
        return new StateReader(reading).read(name, fields);
    }
}
