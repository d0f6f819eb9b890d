// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.intrinsic.Intrinsic;
import java.util.Optional;
import java.util.function.Function;

/// Reads scalars that may be constant or computed, in one query language. In JSONPath the computed form has a
/// field of its own, whose name ends in `Path`; in JSONata it is an expression in the field itself.
final class SettingReader {
    private final QueryLanguage language;

    SettingReader(QueryLanguage language) {
        this.language = language;
    }

    Optional<Setting<Long>> integer(Fields fields, String name, Range range) {
        return read(fields, name, value -> value.integer(range));
    }

    Optional<Setting<Double>> number(Fields fields, String name, Range range) {
        return read(fields, name, value -> value.number(range));
    }

    <T> Optional<Setting<T>> read(Fields fields, String name, Function<DefinitionValue, T> constant) {
        if (language == QueryLanguage.JSONATA) {
            return fields.find(name).flatMap(value -> fixedOrJsonata(value, constant));
        }
        fields.atMostOneOf(name, name + "Path");
        Optional<Setting<T>> computed = fields.find(name + "Path")
                .flatMap(Expressions::scalarPath)
                .map(reference -> new Setting.Computed<>(new PayloadTemplate.Path(reference)));
        return computed.or(() -> fields.find(name).map(value -> new Setting.Fixed<>(constant.apply(value))));
    }

    /// Reads `Error` or `Cause`, whose `Path` forms may be intrinsic functions as well.
    Optional<Setting<String>> text(Fields fields, String name) {
        fields.atMostOneOf(name, name + "Path");
        return switch (language) {
            case JSONATA -> fields.find(name).flatMap(value -> fixedOrJsonata(value, DefinitionValue::text));
            case JSONPATH ->
                fields.find(name + "Path")
                        .flatMap(SettingReader::pathOrCall)
                        .<Setting<String>>map(Setting.Computed::new)
                        .or(() -> fields.find(name).map(value -> new Setting.Fixed<>(value.text())));
        };
    }

    private static Optional<PayloadTemplate.Expression> pathOrCall(DefinitionValue value) {
        Optional<PayloadTemplate.Expression> expression = Expressions.pathOrCall(value.text());
        if (expression.isEmpty() && value.isText()) {
            value.problem("Value must be a valid JSONPath or a valid intrinsic function call");
        }
        if (expression.orElse(null) instanceof PayloadTemplate.Call(Intrinsic call) && !call.givesText()) {
            value.problem("Value must be a valid JSONPath or an intrinsic function call that returns a string");
        }
        return expression;
    }

    static <T> Optional<Setting<T>> fixedOrJsonata(DefinitionValue value, Function<DefinitionValue, T> constant) {
        return Expressions.isJsonata(value)
                ? Expressions.jsonata(value).map(Setting.Computed::new)
                : Optional.of(new Setting.Fixed<>(constant.apply(value)));
    }
}
