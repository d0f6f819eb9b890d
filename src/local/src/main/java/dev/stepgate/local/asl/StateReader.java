// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.Optional;

/// Reads one state: determines its query language, refuses fields that its type does not have, and reads the
/// others.
final class StateReader {
    private static final Range SECONDS = Range.SECONDS_OR_NONE;

    private final ReaderContext reading;

    StateReader(ReaderContext reading) {
        this.reading = reading;
    }

    State read(String name, Fields fields) {
        fields.require("Type");
        String type = fields.text("Type").orElse("");
        if (fields.has("Type") && !FieldTable.types().contains(type)) {
            fields.value()
                    .child("Type")
                    .problem("The field 'Type' should have one of these values: " + FieldTable.types());
        }
        if (!FieldTable.types().contains(type)) { // has been reported; any state stands in for it
            return new State.Succeed(name, new FlowReader(reading.language()).read(fields));
        }
        fields.refuseAllBut(FieldTable.of(type));
        return new InLanguage(language(fields)).read(name, type, fields);
    }

    private QueryLanguage language(Fields fields) {
        Optional<DefinitionValue> own = fields.find("QueryLanguage");
        boolean paths = own.isPresent() && own.get().node().asText().equals(QueryLanguage.JSONPATH.text());
        if (paths && reading.language() == QueryLanguage.JSONATA) {
            fields.problem("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
            return QueryLanguage.JSONPATH;
        }
        QueryLanguage effective =
                own.isEmpty() ? reading.language() : paths ? QueryLanguage.JSONPATH : QueryLanguage.JSONATA;
        FieldTable.refuseOtherLanguage(fields, effective);
        own.ifPresent(DefinitionReader::language);
        return effective;
    }

    /// The readers of one state, all in that state's language.
    private final class InLanguage {
        private final QueryLanguage language;
        private final FlowReader flows;
        private final SettingReader settings;

        InLanguage(QueryLanguage language) {
            this.language = language;
            this.flows = new FlowReader(language);
            this.settings = new SettingReader(language);
        }

        State read(String name, String type, Fields fields) {
            fields.text("Comment");
            DataFlow flow = type.equals("Map") ? flows.readOfMap(fields) : flows.read(fields);
            return switch (type) {
                case "Task" -> task(name, flow, fields);
                case "Pass" ->
                    new State.Pass(name, flow, fields.find("Result").map(DefinitionValue::node), transition(fields));
                case "Choice" -> new ChoiceReader(flows).read(name, flow, fields);
                case "Wait" -> new State.Wait(name, flow, delay(fields), transition(fields));
                case "Succeed" -> new State.Succeed(name, flow);
                case "Fail" ->
                    new State.Fail(name, flow, settings.text(fields, "Error"), settings.text(fields, "Cause"));
                case "Parallel" -> parallel(name, flow, fields);
                case "Map" -> map(name, flow, fields);
                default -> throw new IllegalStateException("No reader for states of type " + type);
            };
        }

        private State.Map map(String name, DataFlow flow, Fields fields) {
            return new State.Map(
                    name, flow, new MapReader(reading, flows).read(fields), recovery(fields), transition(fields));
        }

        private State task(String name, DataFlow flow, Fields fields) {
            TaskCall call = new TaskReader(reading, language).read(fields);
            return new State.Task(name, flow, call, recovery(fields), transition(fields));
        }

        private State parallel(String name, DataFlow flow, Fields fields) {
            fields.require("Branches");
            List<StateGroup> branches =
                    fields.find("Branches").map(DefinitionValue::someItems).orElse(List.of()).stream()
                            .flatMap(value -> value.object().stream())
                            .map(this::branch)
                            .toList();
            return new State.Parallel(name, flow, branches, recovery(fields), transition(fields));
        }

        private StateGroup branch(Fields fields) {
            fields.refuseAllBut(FieldTable.BRANCH);
            return new DefinitionReader(reading).nested(fields);
        }

        private Recovery recovery(Fields fields) {
            return new RecoveryReader(flows).read(fields);
        }

        private Transition transition(Fields fields) {
            boolean end = fields.find("End").map(DefinitionValue::flag).orElse(false);
            if (end && fields.has("Next")) {
                fields.problem("There should only be one of the following fields: [Next, End]");
            } else if (!end && !fields.has("Next")) {
                fields.problem("This object should have only one of the following fields: [Next, End]");
            }
            return end
                    ? new Transition.End()
                    : new Transition.Next(fields.text("Next").orElse(""));
        }

        private Delay delay(Fields fields) {
            switch (language) {
                case JSONPATH -> fields.exactlyOneOf("SecondsPath", "Seconds", "TimestampPath", "Timestamp");
                case JSONATA -> fields.exactlyOneOf("Seconds", "Timestamp");
            }
            return settings.integer(fields, "Seconds", SECONDS)
                    .<Delay>map(Delay.Seconds::new)
                    .or(() ->
                            settings.read(fields, "Timestamp", Timestamps::read).map(Delay.Until::new))
                    .orElse(new Delay.Seconds(new Setting.Fixed<>(0L)));
        }
    }
}
