// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import java.util.StringJoiner;

/// `States.Format`: each `{}` of the template is replaced by the next argument.
///
/// Objects and arrays come out as AWS prints them, which is how Java prints maps and lists: `{a=1, b=[x,
/// null]}`.
final class Format {
    private final String template;
    private final Arguments arguments;
    private final StringBuilder text = new StringBuilder();
    private int used;

    private Format(Arguments arguments) {
        this.template = arguments.text(0);
        this.arguments = arguments;
    }

    static JsonNode format(Arguments arguments) {
        return TextNode.valueOf(new Format(arguments).format());
    }

    private String format() {
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '\\' && at + 1 < template.length() && "'{}\\".indexOf(template.charAt(at + 1)) >= 0) {
                text.append(template.charAt(++at));
            } else if (template.startsWith("{}", at)) {
                at++;
                insertNext();
            } else if (c == '{' || c == '}') {
                throw arguments.refused();
            } else {
                text.append(c);
            }
        }
        if (used != arguments.size() - 1) {
            throw arguments.refused();
        }
        return text.toString();
    }

    private void insertNext() {
        if (++used >= arguments.size()) {
            throw arguments.refused();
        }
        Arguments.requireSize(arguments.get(used));
        text.append(print(arguments.get(used)));
        if (text.length() > EvaluationSteps.MAX_BYTES) {
            throw EvaluationLimitException.tooMuch(EvaluationSteps.MAX_BYTES, "bytes of text");
        }
    }

    private static String print(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> {
                StringJoiner elements = new StringJoiner(", ", "[", "]");
                value.forEach(element -> elements.add(print(element)));
                yield elements.toString();
            }
            case OBJECT -> {
                StringJoiner members = new StringJoiner(", ", "{", "}");
                value.forEachEntry((name, member) -> members.add(name + "=" + print(member)));
                yield members.toString();
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO, STRING -> value.asText();
        };
    }
}
