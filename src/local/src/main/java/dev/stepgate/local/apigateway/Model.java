// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.regex.RegularExpressions;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.RegularExpression;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A model: a JSON Schema (draft 4).
public record Model(Schema schema) {
    /// Unknown keywords, such as those of OpenAPI, are ignored. Nothing is fetched.
    private static final Dialect DRAFT_4 = Dialect.builder(Dialects.getDraft4())
            .unknownKeywordFactory((keyword, _) -> new NonValidationKeyword(keyword))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            DRAFT_4,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(Model::bounded)
                            .build())
                    .schemaLoader(loader -> loader.fetchRemoteResources(false)));

    /// @param schema together with everything it refers to
    /// @throws IllegalArgumentException when it is not a schema
    public static Model of(JsonNode schema) {
        try {
            return new Model(REGISTRY.getSchema(Json.write(ofDraft4(schema)), InputFormat.JSON));
        } catch (SchemaException e) {
            throw new IllegalArgumentException("not a JSON Schema of draft 4: " + e.getMessage(), e);
        }
    }

    /// Whatever draft a schema says it is of, API Gateway reads it as one of draft 4
    /// ([models](https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html)).
    private static JsonNode ofDraft4(JsonNode schema) {
        return schema instanceof ObjectNode object ? object.deepCopy().without("$schema") : schema;
    }

    /// A pattern of a schema, read as the library reads it by default.
    private static com.networknt.schema.regex.RegularExpression bounded(String pattern) {
        String ofJava =
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(pattern));
        return RegularExpression.of(ofJava)::isFoundIn;
    }

    /// Returns the problems of a body; an empty body counts as `{}`.
    public Optional<String> problems(String body) {
        String text = body.isBlank() ? "{}" : body;
        try {
            Json.parse(text);
        } catch (JsonSyntaxException _) {
            return Optional.of("[instance is not JSON]");
        }
        List<Error> errors;
        try {
            errors = schema.validate(text, InputFormat.JSON);
        } catch (EvaluationLimitException _) {
            return Optional.of("[a pattern of the model cannot be decided in time]");
        }
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream().map(Error::getMessage).collect(Collectors.joining(", ", "[", "]")));
    }
}
