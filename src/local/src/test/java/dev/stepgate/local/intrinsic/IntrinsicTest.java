// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.path.PathReference;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicTest {
    static Stream<Arguments> calls() {
        return Cases.of(IntrinsicTest.class, "calls.jsonl");
    }

    static Stream<Arguments> failures() {
        return Cases.of(IntrinsicTest.class, "failures.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void gives(String name, JsonNode row) {
        JsonNode value = Intrinsic.parse(row.get("call").textValue()).evaluate(scope(row));

        assertThat(Json.write(value)).isEqualTo(Json.write(row.get("gives")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void fails(String name, JsonNode row) {
        String call = row.get("call").textValue();

        assertThatExceptionOfType(IntrinsicException.class)
                .isThrownBy(() -> Intrinsic.parse(call).evaluate(scope(row)))
                .withMessage(
                        "The function '%s' had the following error: %s",
                        call, row.get("message").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "States.Array",
                "States.Array(",
                "States.Array(1",
                "States.Array(1,",
                "States.Array(1,)",
                "States.Array(,1)",
                "States.Array(1))",
                "States.Array(1) x",
                "States.array(1)",
                "states.Array(1)",
                "Array(1)",
                "States.Nope()",
                "States.Array (1)",
                "States.Array('a)",
                "States.Array(\"a\")",
                "States.Array('a\\b')",
                "States.Array('\\\"')",
                "States.Array(tru)",
                "States.Array(01)",
                "States.Array(1 2)",
                "States.Array([1])",
                "States.Array({})",
                "States.Array($.)",
                "States.Array($.a[)",
                "States.Array(a)",
                "1",
                "'text'"
            })
    void refusesTextThatIsNotACall(String text) {
        assertThatExceptionOfType(IntrinsicSyntaxException.class).isThrownBy(() -> Intrinsic.parse(text));
    }

    /// AWS, Intrinsic functions: at most ten in one field.
    @Test
    void refusesAnEleventhFunction() {
        String ten = "States.Array(".repeat(10) + ")".repeat(10);

        assertThat(Intrinsic.parse(ten).text()).isEqualTo(ten);
        assertThatExceptionOfType(IntrinsicSyntaxException.class)
                .isThrownBy(() -> Intrinsic.parse("States.Array(" + ten + ")"))
                .withMessageContaining("at most 10 functions");
    }

    @Test
    void listsItsReferences() {
        Intrinsic call =
                Intrinsic.parse("States.Format('{}{}', $.a[?(@.b == 'x,)')], States.Array($$.c, $d.e, '$.no'))");

        assertThat(call.references())
                .extracting(PathReference::text)
                .containsExactly("$.a[?(@.b == 'x,)')]", "$$.c", "$d.e");
    }

    @Test
    void makesARandomUuid() {
        JsonNode first = Intrinsic.parse("States.UUID()").evaluate(scope(new Random(1)));

        assertThat(UUID.fromString(first.textValue()).version()).isEqualTo(4);
        assertThat(UUID.fromString(first.textValue()).variant()).isEqualTo(2);
        assertThat(Intrinsic.parse("States.UUID()").evaluate(scope(new Random(1))))
                .isEqualTo(first);
        assertThat(Intrinsic.parse("States.UUID()").evaluate(scope(new Random(2))))
                .isNotEqualTo(first);
    }

    @Test
    void drawsFromTheFirstNumberUpToBelowTheLast() {
        RandomGenerator random = new Random(0);
        Intrinsic call = Intrinsic.parse("States.MathRandom(3, 6)");

        assertThat(Stream.generate(() -> call.evaluate(scope(random)).intValue())
                        .limit(200))
                .contains(3, 4, 5)
                .allMatch(drawn -> drawn >= 3 && drawn < 6);
    }

    @Test
    void drawsTheSameWithTheSameSeed() {
        Intrinsic seeded = Intrinsic.parse("States.MathRandom(0, 1000000, 7)");

        assertThat(seeded.evaluate(scope(new Random(1)))).isEqualTo(seeded.evaluate(scope(new Random(2))));
    }

    private static Intrinsic.Scope scope(RandomGenerator random) {
        return new TestScope(NullNode.getInstance(), NullNode.getInstance(), random);
    }

    private static Intrinsic.Scope scope(JsonNode row) {
        return new TestScope(row.path("input"), row.path("variables"), new Random(0));
    }

    /// The limit is that of an expression in JSONata; AWS's for intrinsic functions is not known.
    @Test
    void refusesToMakeATextOfManyMegabytes() {
        String place = "{}".repeat(30);
        Intrinsic intrinsic = Intrinsic.parse("States.Format('" + place + "'" + ", $".repeat(30) + ")");
        Intrinsic.Scope scope =
                new TestScope(TextNode.valueOf("x".repeat(250_000)), NullNode.getInstance(), new Random(0));

        assertThatExceptionOfType(EvaluationLimitException.class)
                .isThrownBy(() -> intrinsic.evaluate(scope))
                .withMessage("The evaluation makes more than 6990256 bytes of text.");
    }

    @Test
    void refusesToPrintAHugeValueThatIsSmallInMemory() {
        Intrinsic intrinsic = Intrinsic.parse("States.JsonToString(States.Array($, $, $, $, $, $, $, $))");
        Intrinsic.Scope scope =
                new TestScope(TextNode.valueOf("x".repeat(1_000_000)), NullNode.getInstance(), new Random(0));

        assertThatExceptionOfType(EvaluationLimitException.class).isThrownBy(() -> intrinsic.evaluate(scope));
    }

    @Test
    void findsDistinctListsAmongManyOfOneHashCode() {
        ArrayNode lists = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 300; i++) {
            lists.addArray().add(i).add(31 * (300 - i));
        }

        assertThat(Intrinsic.parse("States.ArrayUnique($)").evaluate(new TestScope(lists, lists, new Random(0))))
                .containsExactlyInAnyOrderElementsOf(lists);
    }

    private record TestScope(JsonNode input, JsonNode variables, RandomGenerator random) implements Intrinsic.Scope {
        @Override
        public Optional<JsonNode> read(PathReference reference) {
            return switch (reference) {
                case PathReference.Input data -> data.path().find(input);
                case PathReference.Context context ->
                    context.path().find(Json.parse("{\"Execution\":{\"Name\":\"run-1\"}}"));
                case PathReference.Variable variable ->
                    Optional.ofNullable(variables.get(variable.name())).flatMap(variable.path()::find);
            };
        }

        @Override
        public BooleanSupplier stopped() {
            return () -> false;
        }
    }
}
