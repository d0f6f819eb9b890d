// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.ssm.Parameter.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// LabelParameterVersion and UnlabelParameterVersion. A label is on one version at a time.
final class LabelOperations {
    private static final int MAX_LABELS = 10;

    private final Parameters parameters;

    LabelOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    JsonNode label(JsonNode input) {
        Parameter parameter = parameter(input);
        long number = input.path("ParameterVersion").asLong(parameter.latest().number());
        Version version = version(parameter, number);
        List<String> wanted = Members.texts(input, "Labels");
        List<String> valid = wanted.stream().filter(LabelOperations::isValid).toList();
        List<String> labels = Stream.concat(version.labels().stream(), valid.stream())
                .distinct()
                .toList();
        if (labels.size() > MAX_LABELS) {
            throw ParameterErrors.of(
                    "ParameterVersionLabelLimitExceeded",
                    "A parameter version can have maximum 10 labels. Move one or more labels to another version and try"
                            + " again.");
        }
        change(parameter, each -> each.with(each.number() == number ? labels : without(each.labels(), valid)));
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("ParameterVersion", number);
        without(wanted, valid).forEach(output.putArray("InvalidLabels")::add);
        return output;
    }

    private static boolean isValid(String label) {
        return label.matches("[A-Za-z_.-][A-Za-z0-9_.-]*")
                && !label.toLowerCase(Locale.ROOT).matches("(aws|ssm).*");
    }

    JsonNode unlabel(JsonNode input) {
        Parameter parameter = parameter(input);
        long number = input.path("ParameterVersion").asLong();
        List<String> present = version(parameter, number).labels();
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode removed = output.putArray("RemovedLabels");
        ArrayNode invalid = output.putArray("InvalidLabels");
        List<String> labels = Members.texts(input, "Labels");
        labels.forEach(label -> (present.contains(label) ? removed : invalid).add(label));
        change(parameter, each -> each.number() == number ? each.with(without(each.labels(), labels)) : each);
        return output;
    }

    private void change(Parameter parameter, UnaryOperator<Version> change) {
        parameters.byName().computeIfPresent(parameter.name(), (_, before) -> before.change(change));
    }

    private static Version version(Parameter parameter, long number) {
        return parameter
                .version(number)
                .orElseThrow(() -> ParameterErrors.noSuchVersion(String.valueOf(number), parameter.name()));
    }

    private Parameter parameter(JsonNode input) {
        String name = input.path("Name").asText();
        return parameters.named(name).orElseThrow(() -> ParameterErrors.notFound(name));
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(some);
        return rest;
    }
}
