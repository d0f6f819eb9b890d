// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The comparison operators of a Choice in JSONPath ([States Language, Choice
/// State](https://states-language.net/spec.html#choice-state)), by name.
final class Operators {
    private static final PathReference WHOLE = PathReference.parse("$");
    private static final Map<String, Operator> BY_NAME = new LinkedHashMap<>();

    static {
        for (ChoiceRule.Kind kind : ChoiceRule.Kind.values()) {
            for (ChoiceRule.Relation relation : ChoiceRule.Relation.values()) {
                if (kind != ChoiceRule.Kind.BOOLEAN || relation == ChoiceRule.Relation.EQUALS) {
                    String name = words(kind.name()) + words(relation.name());
                    BY_NAME.put(name, (v, o) -> compare(v, kind, relation, constant(kind, o)));
                    BY_NAME.put(name + "Path", (v, o) -> compare(v, kind, relation, variable(o)));
                }
            }
        }
        BY_NAME.put("StringMatches", (v, o) -> new ChoiceRule.Matches(v, StringPattern.parse(o.text())));
        for (ChoiceRule.Type type : ChoiceRule.Type.values()) {
            BY_NAME.put("Is" + words(type.name()), (v, o) -> new ChoiceRule.TypeTest(v, type, o.flag()));
        }
    }

    private Operators() {}

    private interface Operator {
        ChoiceRule read(PathReference variable, DefinitionValue operand);
    }

    /// Turns `LESS_THAN_EQUALS` into `LessThanEquals`.
    private static String words(String constant) {
        StringBuilder words = new StringBuilder();
        for (String word : constant.split("_", -1)) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    static ChoiceRule read(String name, PathReference variable, DefinitionValue operand) {
        Operator operator = BY_NAME.get(name);
        if (operator == null) {
            throw new IllegalStateException("No operator " + name);
        }
        return operator.read(variable, operand);
    }

    static PathReference reference(DefinitionValue value) {
        String text = value.text();
        try {
            return value.isText() ? PathReference.parse(text) : WHOLE;
        } catch (PathSyntaxException _) {
            value.problem("Value is not a Reference Path"
                    + (text.startsWith("$") ? "" : ": Reference path didn't start with '$'"));
            return WHOLE;
        }
    }

    private static ChoiceRule compare(
            PathReference variable, ChoiceRule.Kind kind, ChoiceRule.Relation relation, ChoiceRule.Operand operand) {
        return new ChoiceRule.Comparison(variable, kind, relation, operand);
    }

    private static ChoiceRule.Operand variable(DefinitionValue operand) {
        return new ChoiceRule.Operand.Variable(reference(operand));
    }

    private static ChoiceRule.Operand constant(ChoiceRule.Kind kind, DefinitionValue operand) {
        switch (kind) {
            case STRING -> operand.text();
            case NUMERIC -> operand.number(Range.ANY);
            case BOOLEAN -> operand.flag();
            case TIMESTAMP -> Timestamps.read(operand);
        }
        return new ChoiceRule.Operand.Constant(operand.node());
    }
}
