// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.DefinitionProblem;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// [ValidateStateMachineDefinition](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html).
final class ValidateOperation implements Operation.Group {
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_SHOWN = 500;
    private static final Pattern UNRECOGNIZED = Pattern.compile("^Unrecognized token '([^']*)'");
    private static final String NO_JSON = "INVALID_JSON_DESCRIPTION";

    private final StepFunctionsDependencies runtime;

    ValidateOperation(StepFunctionsDependencies runtime) {
        this.runtime = runtime;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("ValidateStateMachineDefinition", Operation.now(this::validate));
    }

    private ObjectNode validate(OperationInput input) {
        WorkflowType type = WorkflowType.valueOf(input.optional("type").orElse("STANDARD"));
        String definition = input.text("definition");
        List<DefinitionProblem> problems = new ArrayList<>(new AslParser(type, runtime.resources()).check(definition));
        ObjectNode answer = ResponseShapes.object().put("result", problems.isEmpty() ? "OK" : "FAIL");
        if (input.optional("severity").orElse("ERROR").equals("WARNING")) {
            problems.addAll(AslParser.warnings(definition));
        }
        int asked = input.integer("maxResults").orElse(0);
        int shown = Math.min(problems.size(), asked == 0 ? MAX_PROBLEMS : asked);
        ArrayNode diagnostics = answer.putArray("diagnostics");
        problems.subList(0, shown).forEach(problem -> diagnostics.add(diagnostic(problem)));
        if (definition.isBlank() && shown > 0) {
            diagnostics.removeAll().add(notAnObject());
        } else if (shown > 0 && problems.getFirst().code().equals(NO_JSON)) {
            tellSource((ObjectNode) diagnostics.get(0), definition);
        }
        return answer.put("truncated", shown < problems.size());
    }

    private static ObjectNode notAnObject() {
        return ResponseShapes.object()
                .put("severity", "ERROR")
                .put("code", "SCHEMA_VALIDATION_FAILED")
                .put("message", "Definition must be a valid JSON object");
    }

    /// Adds the place where the text stops being JSON, as AWS's JSON library reports it.
    private static void tellSource(ObjectNode diagnostic, String definition) {
        try {
            Json.parseDistinct(definition);
        } catch (JsonSyntaxException e) {
            String shown = definition.length() <= MAX_SHOWN
                    ? "\"" + definition + "\""
                    : "\"" + definition.substring(0, MAX_SHOWN) + "\"[truncated " + (definition.length() - MAX_SHOWN)
                            + " chars]";
            int column = e.column() + lengthOfWrong(String.valueOf(e.getMessage()));
            String source = "[Source: (String)" + shown + "; line: " + e.line() + ", column: " + column + "]";
            diagnostic.put("message", e.getMessage() + "\n at " + source).put("location", source);
        }
    }

    /// Returns the length of the wrong token: AWS's version of the library reports the position after it,
    /// ours the position at its beginning.
    private static int lengthOfWrong(String message) {
        Matcher token = UNRECOGNIZED.matcher(message);
        if (token.find()) {
            return token.group(1).length();
        }
        return message.startsWith("Unexpected character") ? 1 : 0;
    }

    private static ObjectNode diagnostic(DefinitionProblem problem) {
        ObjectNode diagnostic = ResponseShapes.object();
        diagnostic.put("severity", problem.severity().name());
        diagnostic.put("code", problem.code());
        diagnostic.put("message", problem.message());
        return problem.location().isEmpty() ? diagnostic : diagnostic.put("location", problem.location());
    }
}
