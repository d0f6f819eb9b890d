// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.DataFlow;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Transition;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.intrinsic.Intrinsic;
import dev.stepgate.local.intrinsic.IntrinsicException;
import dev.stepgate.local.path.PathException;
import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.ReferencePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// [Input and output processing](https://states-language.net/spec.html#filters) with paths and payload
/// templates.
final class PathEvaluation implements Evaluation {
    private final Frame frame;
    private final DataFlow.Paths flow;
    private @Nullable JsonNode input;

    PathEvaluation(Frame frame, DataFlow.Paths flow) {
        this.frame = frame;
        this.flow = flow;
    }

    @Override
    public JsonNode input() {
        JsonNode known = input;
        if (known == null) {
            known = select(flow.inputPath(), frame.input());
            input = known;
        }
        return known;
    }

    @Override
    public JsonNode arguments() {
        return flow.parameters()
                .map(template -> evaluate(template, "Parameters"))
                .orElseGet(this::input);
    }

    @Override
    public JsonNode evaluate(PayloadTemplate template, String field) {
        return new Root(input()).evaluate(template, field);
    }

    @Override
    public JsonNode compute(PayloadTemplate.Expression expression, String field) {
        if (expression instanceof PayloadTemplate.Path path) {
            return find(path.reference(), input());
        }
        return evaluate(expression, field);
    }

    /// Reads a value of the input. Throws [PathException] when the path finds nothing.
    JsonNode read(PathReference reference) {
        return new Root(input()).value(reference);
    }

    @Override
    public StateProgress.Exited exit(JsonNode result, Transition transition) {
        JsonNode selected = selected(result);
        return leave(selected, placed(selected), transition);
    }

    /// Applies ResultSelector to the result.
    JsonNode selected(JsonNode result) {
        return flow.resultSelector()
                .map(selector -> new Root(result).evaluate(selector, "ResultSelector"))
                .orElse(result);
    }

    /// Puts the selected result into the input at ResultPath.
    JsonNode placed(JsonNode selected) {
        return place(flow.resultPath(), selected);
    }

    StateProgress.Exited leave(JsonNode selected, JsonNode placed, Transition transition) {
        return new StateProgress.Exited(select(flow.outputPath(), placed), assign(flow, selected), transition);
    }

    @Override
    public StateProgress.Exited exit(Transition transition) {
        return new StateProgress.Exited(select(flow.outputPath(), input()), assign(flow, input()), transition);
    }

    @Override
    public StateProgress.Exited exit(DataFlow branch, Transition transition, String field) {
        return new StateProgress.Exited(select(flow.outputPath(), input()), assign(branch, input()), transition);
    }

    @Override
    public StateProgress.Exited caught(Catcher catcher, Failure failure, String field) {
        ObjectNode error = failure.output();
        Map<String, JsonNode> assigned = assign(catcher.flow(), error);
        JsonNode output = switch (catcher.flow()) {
            case DataFlow.Paths paths -> place(paths.resultPath(), error);
            case DataFlow.Jsonata _ -> error;
        };
        return new StateProgress.Exited(output, assigned, new Transition.Next(catcher.next()));
    }

    /// Evaluates Assign, which sees the variables as they were before the state.
    private Map<String, JsonNode> assign(DataFlow from, JsonNode root) {
        if (from.assign().isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        Root data = new Root(root);
        from.assign().get().fields().forEach((name, value) -> assigned.put(name, data.evaluate(value, name + ".$")));
        return assigned;
    }

    private JsonNode select(Optional<PathReference> path, JsonNode from) {
        return path.isEmpty() ? JsonNodeFactory.instance.objectNode() : find(path.get(), from);
    }

    private JsonNode find(PathReference reference, JsonNode from) {
        if (reference instanceof PathReference.Input && reference.text().equals("$")) {
            return from;
        }
        try {
            return new Root(from).value(reference);
        } catch (PathException e) {
            throw StateException.runtime(e.invalidPath());
        }
    }

    private JsonNode place(Optional<ReferencePath> path, JsonNode result) {
        if (path.isEmpty()) {
            return frame.input();
        }
        try {
            return path.get().write(frame.input(), result);
        } catch (PathException e) {
            throw StateException.resultPath(String.valueOf(e.getMessage()));
        }
    }

    /// Evaluates expressions for which one piece of data is `$`.
    private final class Root implements Intrinsic.Scope {
        private final JsonNode data;

        Root(JsonNode data) {
            this.data = data;
        }

        JsonNode evaluate(PayloadTemplate template, String field) {
            return switch (template) {
                case PayloadTemplate.Literal literal -> literal.value();
                case PayloadTemplate.Fields fields -> object(fields);
                case PayloadTemplate.Items items -> array(items, field);
                case PayloadTemplate.Path path -> path(path.reference(), field);
                case PayloadTemplate.Call call -> call(call.intrinsic());
                case PayloadTemplate.Jsonata jsonata ->
                    throw new IllegalStateException("JSONata in a JSONPath state: "
                            + jsonata.expression().text());
            };
        }

        private ObjectNode object(PayloadTemplate.Fields fields) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.fields().forEach((name, value) -> object.set(name, evaluate(value, name + ".$")));
            return object;
        }

        private ArrayNode array(PayloadTemplate.Items items, String field) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.items().forEach(item -> array.add(evaluate(item, field)));
            return array;
        }

        private JsonNode path(PathReference reference, String field) {
            try {
                return value(reference);
            } catch (PathException _) {
                throw StateException.pathNotFound(reference.text(), field, searched(reference));
            }
        }

        private JsonNode call(Intrinsic intrinsic) {
            try {
                return intrinsic.evaluate(this);
            } catch (IntrinsicException e) {
                throw StateException.intrinsic(e);
            } catch (EvaluationLimitException e) {
                throw StateException.limit(e);
            }
        }

        JsonNode value(PathReference reference) {
            try {
                return reference.path().read(searched(reference), stopped());
            } catch (EvaluationLimitException e) {
                throw StateException.limit(e);
            }
        }

        private JsonNode searched(PathReference reference) {
            return switch (reference) {
                case PathReference.Input _ -> data;
                case PathReference.Context _ -> frame.context();
                case PathReference.Variable variable -> variable(variable);
            };
        }

        private JsonNode variable(PathReference.Variable variable) {
            return frame.variables()
                    .get(variable.name())
                    .orElseThrow(() -> StateException.runtime(
                            "The variable '$" + variable.name() + "' could not be found in the current scope."));
        }

        @Override
        public Optional<JsonNode> read(PathReference reference) {
            return reference.path().find(searched(reference), stopped());
        }

        @Override
        public JsonNode input() {
            return data;
        }

        @Override
        public RandomGenerator random() {
            return frame.execution().random();
        }

        @Override
        public BooleanSupplier stopped() {
            return frame.execution()::isEndAskedFor;
        }
    }
}
