// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.DataFlow;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Transition;

/// Computes a state's input, output and fields in the state's query language. All methods throw
/// [StateException].
sealed interface Evaluation permits PathEvaluation, JsonataEvaluation {

    static Evaluation of(Frame frame) {
        return switch (frame.state().flow()) {
            case DataFlow.Paths paths -> new PathEvaluation(frame, paths);
            case DataFlow.Jsonata jsonata -> new JsonataEvaluation(frame, jsonata);
        };
    }

    /// The input that the state sees: after InputPath; in JSONata unchanged.
    JsonNode input();

    /// The data that the state works on: [#input] after Parameters; in JSONata Arguments, or the input
    /// without them.
    JsonNode arguments();

    /// Evaluates a template; `field` is its name in the definition.
    JsonNode evaluate(PayloadTemplate template, String field);

    /// Computes the value of a setting. In JSONPath a path that finds nothing is reported with the message
    /// that AWS has for most fields.
    JsonNode compute(PayloadTemplate.Expression expression, String field);

    /// Leaves the state with a result, which passes through ResultSelector, Assign, ResultPath and
    /// OutputPath, or through Output and Assign.
    StateProgress.Exited exit(JsonNode result, Transition transition);

    /// Leaves a state that has no result: a Choice, a Wait or a Succeed.
    StateProgress.Exited exit(Transition transition);

    /// Leaves a Choice by one of its branches, whose own Output and Assign apply; `field` names the branch.
    StateProgress.Exited exit(DataFlow branch, Transition transition, String field);

    /// Leaves the state with an error that a catcher takes; `field` names the catcher.
    StateProgress.Exited caught(Catcher catcher, Failure failure, String field);
}
