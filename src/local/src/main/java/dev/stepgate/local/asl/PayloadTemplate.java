// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.intrinsic.Intrinsic;
import dev.stepgate.local.jsonata.JsonataExpression;
import dev.stepgate.local.path.PathReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [payload template](https://states-language.net/spec.html#payload-template): JSON with values computed
/// when the state runs. Holds the expressions of one query language only.
public sealed interface PayloadTemplate {
    /// JSON without anything to compute in it.
    record Literal(JsonNode value) implements PayloadTemplate {}

    /// An object. Its names are those of the result: in JSONPath, without the `.$` that marks a path or an
    /// intrinsic function.
    record Fields(Map<String, PayloadTemplate> fields) implements PayloadTemplate {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// An array.
    record Items(List<PayloadTemplate> items) implements PayloadTemplate {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A value computed as a whole.
    sealed interface Expression extends PayloadTemplate {}

    record Path(PathReference reference) implements Expression {}

    record Call(Intrinsic intrinsic) implements Expression {}

    record Jsonata(JsonataExpression expression) implements Expression {}
}
