// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonataExpressionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    static Stream<Arguments> expressions() {
        return Cases.of(JsonataExpressionTest.class, "expressions.jsonl");
    }

    static Stream<Arguments> failures() {
        return Cases.of(JsonataExpressionTest.class, "failures.jsonl");
    }

    static Stream<Arguments> refusals() {
        return Cases.of(JsonataExpressionTest.class, "refusals.jsonl");
    }

    static Stream<Arguments> loops() {
        return Cases.of(JsonataExpressionTest.class, "loops.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void gives(String name, JsonNode row) {
        JsonNode before = row.deepCopy();
        JsonataExpression expression =
                JsonataExpression.parse(row.get("expression").textValue());

        assertThat(Json.write(expression.evaluate(scope(row)))).isEqualTo(Json.write(row.get("gives")));
        assertThat(row).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void fails(String name, JsonNode row) {
        String text = row.get("expression").textValue();

        assertThatExceptionOfType(JsonataException.class)
                .isThrownBy(() -> JsonataExpression.parse(text).evaluate(scope(row)))
                .satisfies(e -> assertThat(e.cause("Output/a"))
                        .isEqualTo(
                                "The JSONata expression '%s' specified for the field 'Output/a' %s",
                                text, row.get("message").textValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, JsonNode row) {
        assertThatExceptionOfType(JsonataSyntaxException.class)
                .isThrownBy(() -> JsonataExpression.parse(row.get("expression").textValue()))
                .withMessage(row.get("message").textValue())
                .satisfies(e -> assertThat(e.code()).isEqualTo(row.get("code").textValue()));
    }

    /// The time is already up at the start, which the evaluation notices while it loops.
    @ParameterizedTest(name = "{0}")
    @MethodSource("loops")
    void endsWithItsTime(String name, JsonNode row) {
        JsonataExpression expression =
                JsonataExpression.parse(row.get("expression").textValue());

        assertThatExceptionOfType(EvaluationError.class)
                .isThrownBy(() -> expression.evaluate(numbers(), new Bounds(Bounds.MAX_DEPTH, -1, () -> false)))
                .withMessage("Expression evaluation timeout: Check for infinite loop");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loops")
    void endsWhenItIsStopped(String name, JsonNode row) {
        JsonataExpression expression =
                JsonataExpression.parse(row.get("expression").textValue());

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> expression.evaluate(numbers(), () -> true));
    }

    private static JsonataScope numbers() {
        ArrayNode numbers = Json.mapper().createArrayNode();
        IntStream.range(0, 600).forEach(numbers::add);
        return new JsonataScope(
                Map.of("states", Json.mapper().createObjectNode().set("input", numbers)), NOW, new Random(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone|Reference to 'phone' at the top level is not supported.",
                "a.b|Reference to 'a' at the top level is not supported.",
                "{'x': [y]}|Reference to 'y' at the top level is not supported.",
                "$map($states.input, function($v) { b })|Reference to 'b' at the top level is not supported.",
                "$|Reference to '$' at the top level is not supported.",
                "$$.a|Reference to '$$' is not supported.",
                "$states.input[a = $$.b]|Reference to '$$' is not supported."
            })
    void refusesNamesWithoutAContext(String expression, String message) {
        assertThat(JsonataExpression.parse(expression).unsupported()).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.a[b > $.c].d",
                "$x ~> |a|{'b': c}|",
                "$states.input^(>a){b: c}",
                "$x.($ & y)",
                "'a'",
                "$f(1)",
                "$x@$i.y"
            })
    void hasAContextBehindADotAndInAFilter(String expression) {
        assertThat(JsonataExpression.parse(expression).unsupported()).isEmpty();
    }

    @Test
    void tellsWhichMembersOfStatesItReads() {
        assertThat(JsonataExpression.parse("$states.input.a & $f($states.errorOutput.Cause) & $states")
                        .statesMembers())
                .containsExactly("input", "errorOutput");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$a.b + $c[$d > $.e]|a,c,d",
                "($x := $y; $x)|y",
                "$map($list, function($v, $i) { $v + $n })|list,n",
                "$states.input & $sum($states.result)|",
                "'$a' & \"$b\" & /* $c */ $replace($d, /$e/, '')|d",
                "$l@$i.$m#$k[$i.x = $k]|l,m",
                "$f(1)|"
            })
    void tellsWhichVariablesItReads(String expression, @Nullable String variables) {
        List<String> expected = variables == null ? List.of() : List.of(variables.split(","));

        assertThat(JsonataExpression.parse(expression).variables()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void reportsAValueOfTheWrongType() {
        JsonataExpression items = JsonataExpression.parse("{'a': 1}");

        assertThat(JsonataException.unexpectedType(items, "array", Json.parse("{\"a\":1}"))
                        .cause("Items"))
                .isEqualTo(
                        "The JSONata expression '{'a': 1}' specified for the field 'Items' returned an unexpected result"
                                + " type. Expected 'array', but was 'object' for value: {\"a\":1}");
    }

    @Test
    void takesTimeAndRandomNumbersFromTheScope() {
        assertThat(evaluate("$now()")).isEqualTo("\"2026-01-02T03:04:05.678Z\"");
        assertThat(evaluate("$now('[Y]-[M01]')")).isEqualTo("\"2026-01\"");
        assertThat(evaluate("$millis()")).isEqualTo(Long.toString(NOW.toEpochMilli()));
        assertThat(evaluate("$random()")).isEqualTo(Double.toString(new Random(7).nextDouble()));
        assertThat(UUID.fromString(evaluate("$uuid()").replace("\"", "")).version())
                .isEqualTo(4);
    }

    /// None of the threads sees another's variables.
    @Test
    void isEvaluatedByManyThreadsAtOnce() throws Exception {
        JsonataExpression expression =
                JsonataExpression.parse("$sum($map($x.n, function($v) { $v * 2 })) & '/' & $string($x.n[0])");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> runs = IntStream.range(0, 400)
                    .mapToObj(i -> threads.submit(() -> {
                        JsonNode x = Json.parse("{\"n\":[" + i + "," + i + "]}");
                        JsonNode value = expression.evaluate(new JsonataScope(Map.of("x", x), NOW, new Random(0)));
                        return value.textValue().equals(4 * i + "/" + i);
                    }))
                    .toList();
            for (Future<Boolean> run : runs) {
                assertThat(run.get()).isTrue();
            }
        }
    }

    private static String evaluate(String expression) {
        return Json.write(JsonataExpression.parse(expression).evaluate(new JsonataScope(Map.of(), NOW, new Random(7))));
    }

    private static JsonataScope scope(JsonNode row) {
        Map<String, JsonNode> variables = new HashMap<>();
        row.path("variables").forEachEntry(variables::put);
        variables.put("states", Json.mapper().createObjectNode().set("input", row.path("input")));
        if (row.path("input").isMissingNode()) {
            variables.put("states", Json.parse("{}"));
        }
        return new JsonataScope(variables, NOW, new Random(0));
    }
}
