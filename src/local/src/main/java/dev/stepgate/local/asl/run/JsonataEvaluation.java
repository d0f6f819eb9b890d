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
import dev.stepgate.local.jsonata.JsonataException;
import dev.stepgate.local.jsonata.JsonataExpression;
import dev.stepgate.local.jsonata.JsonataScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Evaluates [data with JSONata](https://states-language.net/spec.html#using-jsonata): expressions over
/// `$states` and variables.
final class JsonataEvaluation implements Evaluation {
    private final Frame frame;
    private final DataFlow.Jsonata flow;
    private @Nullable JsonataScope scope;
    private @Nullable JsonNode result;
    private @Nullable JsonNode errorOutput;

    JsonataEvaluation(Frame frame, DataFlow.Jsonata flow) {
        this.frame = frame;
        this.flow = flow;
    }

    @Override
    public JsonNode input() {
        return frame.input();
    }

    @Override
    public JsonNode arguments() {
        return flow.arguments().map(template -> evaluate(template, "Arguments")).orElseGet(frame::input);
    }

    @Override
    public JsonNode evaluate(PayloadTemplate template, String field) {
        return switch (template) {
            case PayloadTemplate.Literal literal -> literal.value();
            case PayloadTemplate.Fields fields -> object(fields, field);
            case PayloadTemplate.Items items -> array(items, field);
            case PayloadTemplate.Jsonata jsonata -> expression(jsonata.expression(), field);
            case PayloadTemplate.Path path ->
                throw new IllegalStateException(
                        "A path in a JSONata state: " + path.reference().text());
            case PayloadTemplate.Call call ->
                throw new IllegalStateException(
                        "A path in a JSONata state: " + call.intrinsic().text());
        };
    }

    @Override
    public JsonNode compute(PayloadTemplate.Expression expression, String field) {
        return evaluate(expression, field);
    }

    @Override
    public StateProgress.Exited exit(JsonNode result, Transition transition) {
        this.result = result;
        scope = null;
        return leave(flow, result, "", transition);
    }

    @Override
    public StateProgress.Exited exit(Transition transition) {
        return leave(flow, frame.input(), "", transition);
    }

    @Override
    public StateProgress.Exited exit(DataFlow branch, Transition transition, String field) {
        return leave(jsonata(branch), frame.input(), field + "/", transition);
    }

    @Override
    public StateProgress.Exited caught(Catcher catcher, Failure failure, String field) {
        errorOutput = failure.output();
        scope = null;
        return leave(jsonata(catcher.flow()), failure.output(), field + "/", new Transition.Next(catcher.next()));
    }

    private StateProgress.Exited leave(
            DataFlow.Jsonata from, JsonNode otherwise, String prefix, Transition transition) {
        Map<String, JsonNode> assigned = assign(from, prefix + "Assign");
        JsonNode output = from.output()
                .map(template -> evaluate(template, prefix + "Output"))
                .orElse(otherwise);
        return new StateProgress.Exited(output, assigned, transition);
    }

    private Map<String, JsonNode> assign(DataFlow from, String field) {
        if (from.assign().isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        from.assign().get().fields().forEach((name, value) -> assigned.put(name, evaluate(value, field + "/" + name)));
        return assigned;
    }

    private ObjectNode object(PayloadTemplate.Fields fields, String field) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.fields().forEach((name, value) -> object.set(name, evaluate(value, field + "/" + name)));
        return object;
    }

    private ArrayNode array(PayloadTemplate.Items items, String field) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (PayloadTemplate item : items.items()) {
            array.add(evaluate(item, field + "[" + array.size() + "]"));
        }
        return array;
    }

    private JsonNode expression(JsonataExpression expression, String field) {
        try {
            return expression.evaluate(scope(), frame.execution()::isEndAskedFor);
        } catch (JsonataException e) {
            throw StateException.evaluation(e.cause(field), Optional.of(field));
        }
    }

    private JsonataScope scope() {
        JsonataScope known = scope;
        if (known == null) {
            Map<String, JsonNode> variables = frame.variables().visible();
            variables.put("states", states());
            known = new JsonataScope(
                    variables, frame.execution().now(), frame.execution().random());
            scope = known;
        }
        return known;
    }

    private ObjectNode states() {
        ObjectNode states = JsonNodeFactory.instance.objectNode();
        states.set("input", frame.input());
        if (result != null) {
            states.set("result", result);
        }
        if (errorOutput != null) {
            states.set("errorOutput", errorOutput);
        }
        states.set("context", frame.context());
        return states;
    }

    private static DataFlow.Jsonata jsonata(DataFlow flow) {
        return switch (flow) {
            case DataFlow.Jsonata jsonata -> jsonata;
            case DataFlow.Paths _ -> throw new IllegalStateException("Paths inside a JSONata state");
        };
    }
}
