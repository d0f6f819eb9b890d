// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A model: a JSON Schema of draft 4.
record Model(Schema schema) {
    private static final SchemaRegistry DRAFT_4 = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    /// @param schema with everything it refers to inside it
    /// @throws IllegalArgumentException when it is no schema
    static Model of(JsonNode schema) {
        try {
            return new Model(DRAFT_4.getSchema(Json.write(schema), InputFormat.JSON));
        } catch (SchemaException e) {
            throw new IllegalArgumentException("no JSON Schema of draft 4: " + e.getMessage(), e);
        }
    }

    /// What is wrong with a body; an empty one counts as `{}`.
    Optional<String> problems(String body) {
        String text = body.isBlank() ? "{}" : body;
        try {
            Json.parse(text);
        } catch (JsonSyntaxException _) {
            return Optional.of("[instance is not JSON]");
        }
        List<Error> errors = schema.validate(text, InputFormat.JSON);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream().map(Error::getMessage).collect(Collectors.joining(", ", "[", "]")));
    }
}
