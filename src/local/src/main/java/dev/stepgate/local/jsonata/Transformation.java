// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The [transform operator](https://docs.jsonata.org/other-operators#-----transform): a function that returns
/// a copy of its argument in which the objects that match a pattern are changed.
final class Transformation {
    private static final Optional<Signature> SIGNATURE = Optional.of(Signature.parse("<(oa):o>"));

    private final Evaluator evaluator;
    private final Expression.Transform transform;
    private final Frame frame;

    Transformation(Evaluator evaluator, Expression.Transform transform, Frame frame) {
        this.evaluator = evaluator;
        this.transform = transform;
        this.frame = frame;
    }

    FunctionValue function() {
        return new FunctionValue.Builtin(null, SIGNATURE, 1, arguments -> apply(arguments.get(0)));
    }

    private @Nullable JsonNode apply(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!(frame.lookup("clone") instanceof FunctionValue clone)) {
            throw new EvaluationError(
                    "T2013",
                    "The transform expression clones the input object using the $clone() function.  This has been"
                            + " overridden in the current scope by a non-function.");
        }
        JsonNode copy = evaluator.apply(clone, List.of(value), null, "clone");
        for (JsonNode match : elements(evaluator.evaluate(transform.pattern(), copy, frame))) {
            update(match);
            if (transform.delete().isPresent()) {
                delete(match, evaluator.evaluate(transform.delete().get(), match, frame));
            }
        }
        return copy;
    }

    private static List<JsonNode> elements(@Nullable JsonNode value) {
        List<JsonNode> elements = new ArrayList<>();
        if (value instanceof ArrayNode array) {
            array.forEach(elements::add);
        } else if (value != null) {
            elements.add(value);
        }
        return elements;
    }

    private void update(JsonNode match) {
        JsonNode update = evaluator.evaluate(transform.update(), match, frame);
        if (update == null) {
            return;
        }
        if (!(update instanceof ObjectNode members)) {
            throw new EvaluationError(
                    "T2011",
                    "The insert/update clause of the transform expression must evaluate to an object: "
                            + EvaluationError.value(update));
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (match instanceof ComputedObject object) {
                object.member(member.getKey(), member.getValue());
            } else if (!match.isContainerNode()) {
                throw EvaluationError.internal("a transformation that sets a member of what is no object");
            }
        }
    }

    private static void delete(JsonNode match, @Nullable JsonNode deletions) {
        for (JsonNode deletion : elements(deletions)) {
            if (!(deletion instanceof TextNode)) {
                throw new EvaluationError(
                        "T2012",
                        "The delete clause of the transform expression must evaluate to a string or array of strings: "
                                + EvaluationError.value(deletions));
            }
        }
        if (match instanceof ComputedObject object) {
            elements(deletions).forEach(deletion -> object.remove(deletion.textValue()));
        }
    }
}
