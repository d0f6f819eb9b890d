// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.Reference;
import dev.stepgate.local.path.ReferencePath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the data-flow fields of a state, a catcher or a choice branch in one query language.
final class FlowReader {
    private static final Reference WHOLE = Reference.parse("$");
    private static final ReferencePath REPLACE = ReferencePath.parse("$");

    private final QueryLanguage language;
    private final TemplateReader templates;

    FlowReader(QueryLanguage language) {
        this.language = language;
        this.templates = new TemplateReader(language);
    }

    QueryLanguage language() {
        return language;
    }

    DataFlow read(Fields fields) {
        return read(fields, "Parameters");
    }

    /// A Map's `Parameters` are an older word for `ItemSelector` and no part of its own data flow.
    DataFlow readOfMap(Fields fields) {
        return read(fields, "");
    }

    private DataFlow read(Fields fields, String parameters) {
        return switch (language) {
            case JSONPATH ->
                new DataFlow.Paths(
                        path(fields, "InputPath", Expressions::path, WHOLE),
                        object(fields, parameters),
                        object(fields, "ResultSelector"),
                        path(fields, "ResultPath", Expressions::place, REPLACE),
                        path(fields, "OutputPath", Expressions::path, WHOLE),
                        assign(fields));
            case JSONATA -> new DataFlow.Jsonata(any(fields, "Arguments"), any(fields, "Output"), assign(fields));
        };
    }

    private <T> Optional<T> path(Fields fields, String name, Function<Value, Optional<T>> parse, T otherwise) {
        if (!fields.has(name)) {
            return Optional.of(otherwise);
        }
        Value value = fields.value().child(name);
        return value.node().isNull() ? Optional.empty() : parse.apply(value);
    }

    Optional<Template> object(Fields fields, String name) {
        return fields.find(name).filter(value -> value.object().isPresent()).map(templates::read);
    }

    Optional<Template> any(Fields fields, String name) {
        return fields.find(name).map(templates::read);
    }

    private Optional<Template.Fields> assign(Fields fields) {
        return fields.find("Assign").flatMap(Value::object).map(variables -> {
            Map<String, Template> assigned = templates.fields(variables);
            assigned.keySet().forEach(name -> VariableName.check(name, variables.value()));
            return new Template.Fields(assigned);
        });
    }
}
