// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.DataFlow;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Transition;

/// Computes what one state takes from its data and what it gives on, in the state's query language. All
/// methods throw [StateException].
sealed interface Evaluation permits PathEvaluation, JsonataEvaluation {

    static Evaluation of(Frame frame) {
        return switch (frame.state().flow()) {
            case DataFlow.Paths paths -> new PathEvaluation(frame, paths);
            case DataFlow.Jsonata jsonata -> new JsonataEvaluation(frame, jsonata);
        };
    }

    /// What the state looks at: its input after InputPath; in JSONata the input itself.
    JsonNode input();

    /// What the state works on: [#input] through Parameters; in JSONata Arguments, or the input.
    JsonNode arguments();

    /// `field` is the template's name in the definition.
    JsonNode evaluate(PayloadTemplate template, String field);

    /// A value that a setting computes. In JSONPath a path that finds nothing is reported as AWS does for
    /// most fields.
    JsonNode compute(PayloadTemplate.Expression expression, String field);

    /// Leaves the state with a result: ResultSelector, Assign, ResultPath and OutputPath, or Output and Assign.
    StateProgress.Exited exit(JsonNode result, Transition transition);

    /// Leaves the state without a result: a Choice, a Wait or a Succeed.
    StateProgress.Exited exit(Transition transition);

    /// Leaves a Choice by one of its branches, whose own Output and Assign apply; `field` names the branch.
    StateProgress.Exited exit(DataFlow branch, Transition transition, String field);

    /// Leaves the state with an error that a catcher takes; `field` names the catcher.
    StateProgress.Exited caught(Catcher catcher, Failure failure, String field);
}
