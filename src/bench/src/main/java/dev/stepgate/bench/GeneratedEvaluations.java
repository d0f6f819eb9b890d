// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Expressions made at random from the pieces that make an evaluation long: wildcards, descents, filters, regular
/// expressions, nested loops and texts that grow. The same seed gives the same ones.
final class GeneratedEvaluations {
    private static final List<String> FILTERS = List.of(
            "?(@.n > 3)", "?(@.t == 'ab')", "?(@..n)", "?(@.list[0] && @.n < 9)", "*", "-1", "0:5:2", "'n','t'");
    private static final List<String> ATOMS = List.of("a", "[ab]", "a?", "(?:a|b)", "(?:a|ab)", ".", "\\\\w");
    private static final List<String> QUANTIFIERS = List.of("", "", "*", "+", "?", "{1,9}", "*?");

    private final Random random;

    GeneratedEvaluations(long seed) {
        random = new Random(seed);
    }

    /// Returns a Choice state with StringMatches and its input, as members of TestState.
    ObjectNode textMatch() {
        String pattern = some(12, () -> pick(List.of("*", "*", "a", "b", "-", "aa", "\\\\*")));
        ObjectNode state = object().put("Type", "Choice").put("Default", "No");
        state.putArray("Choices")
                .addObject()
                .put("Variable", "$.text")
                .put("StringMatches", pattern)
                .put("Next", "Yes");
        return testState(state, object().put("text", text(20_000)));
    }

    /// Returns a Pass state with a path and a document, as members of TestState.
    ObjectNode jsonPath() {
        String path = "$"
                + some(5, () -> pick(List.of(".list", ".t", "..", ".*", "[" + pick(FILTERS) + "]")))
                        .replaceAll("\\.\\.(?=$|\\.)", "..n")
                        .replaceAll("\\.{3,}", "..");
        ObjectNode state = object().put("Type", "Pass").put("End", true);
        state.putObject("Parameters").put("found.$", "States.Array(" + path + ")");
        return testState(state, document(7));
    }

    /// Returns a Pass state with a JSONata expression and a document, as members of TestState.
    ObjectNode jsonata() {
        ObjectNode state = object().put("Type", "Pass").put("End", true).put("QueryLanguage", "JSONata");
        state.putObject("Output").put("found", "{% " + expression(4) + " %}");
        return testState(state, document(6));
    }

    private String expression(int depth) {
        String input = "$states.input";
        if (depth == 0) {
            return pick(List.of(input + "..n", input + ".list.t", input + ".**", "[1..1000]", "'" + text(50) + "'"));
        }
        return switch (random.nextInt(7)) {
            case 0 -> "$map([1..%d], function($v) { $v + $count(%s) })".formatted(size(), expression(depth - 1));
            case 1 -> "$filter(%s, function($v) { $string($v) != '' })".formatted(expression(depth - 1));
            case 2 -> "$reduce([1..%d], function($a, $b) { $a & $b })".formatted(size());
            case 3 -> "$string(%s)".formatted(expression(depth - 1));
            case 4 -> "$contains('%s', /%s/)".formatted(text(2_000), regularExpression());
            case 5 -> "$sort($map(%s, $string))".formatted(expression(depth - 1));
            default ->
                "($f := function($n) { $n < 2 ? 1 : $f($n - 1) + $f($n - 2) }; $f(%d))".formatted(random.nextInt(25));
        };
    }

    private String regularExpression() {
        return some(6, () -> "(?:" + pick(ATOMS) + pick(QUANTIFIERS) + ")" + pick(QUANTIFIERS))
                .replace("\\\\", "\\");
    }

    /// Returns a mapping template of API Gateway that answers with a text.
    String mappingTemplate() {
        return some(4, () -> switch (random.nextInt(5)) {
            case 0 -> "#foreach($i in [1..%d])#foreach($j in [1..%d])$i#end#end".formatted(size(), size());
            case 1 -> "#set($s = '%s')#foreach($i in [1..%d])#set($s = \"$s$s\")#end".formatted(text(9), size());
            case 2 -> "$input.json('$..%s')".formatted(pick(List.of("n", "t", "*", "list[*]")));
            case 3 -> "$input.body.replaceAll('%s', 'c')".formatted(regularExpression());
            default -> "#foreach($k in $input.path('$').list)$util.escapeJavaScript($k)#end";
        });
    }

    /// Returns a nested document, in which each object has a number, a text and a list.
    JsonNode document(int depth) {
        ObjectNode json = object().put("n", random.nextInt(10)).put("t", text(20));
        ArrayNode list = json.putArray("list");
        for (int i = 0; depth > 0 && i < 3; i++) {
            list.add(document(depth - 1));
        }
        return json;
    }

    private static ObjectNode testState(ObjectNode state, JsonNode input) {
        return object().put("definition", state.toString()).put("input", input.toString());
    }

    private String text(int most) {
        int length = random.nextInt(most);
        return IntStream.range(0, length)
                .mapToObj(_ -> random.nextInt(40) == 0 ? "b" : "a")
                .collect(Collectors.joining());
    }

    private int size() {
        return 1 + random.nextInt(1 << random.nextInt(12));
    }

    private String some(int most, java.util.function.Supplier<String> piece) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(_ -> piece.get())
                .collect(Collectors.joining());
    }

    private String pick(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
