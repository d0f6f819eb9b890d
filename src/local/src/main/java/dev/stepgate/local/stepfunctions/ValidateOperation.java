// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.DefinitionProblem;
import dev.stepgate.local.asl.WorkflowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// [ValidateStateMachineDefinition](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html).
final class ValidateOperation implements Operation.Group {
    private static final int MAX_PROBLEMS = 100;

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
        return answer.put("truncated", shown < problems.size());
    }

    private static ObjectNode diagnostic(DefinitionProblem problem) {
        ObjectNode diagnostic = ResponseShapes.object();
        diagnostic.put("severity", problem.severity().name());
        diagnostic.put("code", problem.code());
        diagnostic.put("message", problem.message());
        return problem.location().isEmpty() ? diagnostic : diagnostic.put("location", problem.location());
    }
}
