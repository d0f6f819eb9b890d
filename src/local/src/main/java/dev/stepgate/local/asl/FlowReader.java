// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.ReferencePath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the data-flow fields of a state, a catcher or a choice branch in one query language.
final class FlowReader {
    private static final PathReference WHOLE = PathReference.parse("$");
    private static final ReferencePath REPLACE = ReferencePath.parse("$");

    private final QueryLanguage language;
    private final PayloadTemplateReader templates;

    FlowReader(QueryLanguage language) {
        this.language = language;
        this.templates = new PayloadTemplateReader(language);
    }

    QueryLanguage language() {
        return language;
    }

    DataFlow read(Fields fields) {
        return read(fields, "Parameters");
    }

    /// Reads a Map's flow, in which `Parameters` play no part: they are the older name of `ItemSelector`.
    DataFlow readOfMap(Fields fields) {
        return read(fields, "");
    }

    private DataFlow read(Fields fields, String parameters) {
        return switch (language) {
            case JSONPATH ->
                new DataFlow.Paths(
                        path(fields, "InputPath", Expressions::path, WHOLE),
                        any(fields, parameters),
                        object(fields, "ResultSelector"),
                        path(fields, "ResultPath", Expressions::place, REPLACE),
                        path(fields, "OutputPath", Expressions::path, WHOLE),
                        assign(fields));
            case JSONATA -> new DataFlow.Jsonata(any(fields, "Arguments"), any(fields, "Output"), assign(fields));
        };
    }

    private <T> Optional<T> path(
            Fields fields, String name, Function<DefinitionValue, Optional<T>> parse, T otherwise) {
        if (!fields.has(name)) {
            return Optional.of(otherwise);
        }
        DefinitionValue value = fields.value().child(name);
        return value.node().isNull() ? Optional.empty() : parse.apply(value);
    }

    Optional<PayloadTemplate> object(Fields fields, String name) {
        return fields.find(name).filter(value -> value.object().isPresent()).map(templates::read);
    }

    Optional<PayloadTemplate> any(Fields fields, String name) {
        return fields.find(name).map(templates::read);
    }

    private Optional<PayloadTemplate.Fields> assign(Fields fields) {
        return fields.find("Assign").flatMap(DefinitionValue::object).map(variables -> {
            Map<String, PayloadTemplate> assigned = templates.fields(variables);
            assigned.keySet().forEach(name -> VariableName.check(name, variables.value()));
            return new PayloadTemplate.Fields(assigned);
        });
    }
}
