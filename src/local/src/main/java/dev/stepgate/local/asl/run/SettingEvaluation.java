// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Setting;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.jsonata.JsonataException;
import dev.stepgate.local.path.PathException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/// Reads the scalars of a state and refuses values of another type, with AWS's message for each field.
final class SettingEvaluation {
    /// The maximum duration of a Wait, in seconds.
    private static final long MAX_WAIT = Integer.MAX_VALUE;

    /// The maximum number of digits, enough for every double.
    private static final int MAX_DIGITS = 400;

    private static final BigDecimal TOO_LONG = BigDecimal.valueOf(MAX_WAIT + 1);

    private final Evaluation evaluation;

    SettingEvaluation(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Reads `Error` or `Cause`.
    String text(Setting<String> setting, String field) {
        return switch (setting) {
            case Setting.Fixed<String> fixed -> fixed.value();
            case Setting.Computed<String> computed -> {
                JsonNode value = named(computed.expression(), field);
                if (!value.isTextual()) {
                    throw notA("string", computed.expression(), field, value);
                }
                yield value.textValue();
            }
        };
    }

    /// Reads `MaxConcurrency`, `ToleratedFailureCount`, `TimeoutSeconds` and the like.
    long integer(Setting<Long> setting, String field) {
        return switch (setting) {
            case Setting.Fixed<Long> fixed -> fixed.value();
            case Setting.Computed<Long> computed ->
                number(computed.expression(), field, "integer", BigDecimal::longValueExact);
        };
    }

    /// Reads `ToleratedFailurePercentage`.
    double percentage(Setting<Double> setting, String field) {
        return switch (setting) {
            case Setting.Fixed<Double> fixed -> fixed.value();
            case Setting.Computed<Double> computed ->
                number(computed.expression(), field, "float", BigDecimal::doubleValue);
        };
    }

    private <T> T number(
            PayloadTemplate.Expression expression, String field, String type, Function<BigDecimal, T> conversion) {
        JsonNode value = evaluation.compute(expression, field);
        boolean textTaken = evaluation instanceof PathEvaluation;
        try {
            if (value.isNumber() || (textTaken && value.isTextual())) {
                return conversion.apply(new BigDecimal(value.asText()));
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // refused below
        }
        throw notA(type, expression, field, value);
    }

    /// @param type `string`, `integer` or `float`; JSONata has one type of numbers
    private StateException notA(String type, PayloadTemplate.Expression expression, String field, JsonNode value) {
        if (expression instanceof PayloadTemplate.Jsonata jsonata) {
            String jsonataType = type.equals("string") ? type : "number";
            return StateException.evaluation(
                    JsonataException.unexpectedType(jsonata.expression(), jsonataType, value)
                            .cause(field),
                    Optional.of(field));
        }
        String text = value.isTextual() ? value.textValue() : Json.write(value);
        return StateException.runtime("The " + field + "Path field refers to value \"" + text
                + "\" which is not a valid " + type + ": " + written(expression));
    }

    /// Returns the seconds of a Wait.
    long seconds(Setting<Long> setting) {
        long seconds = switch (setting) {
            case Setting.Fixed<Long> fixed -> fixed.value();
            case Setting.Computed<Long> computed -> secondsOf(computed.expression());
        };
        return checkLength(seconds);
    }

    private long secondsOf(PayloadTemplate.Expression expression) {
        if (expression instanceof PayloadTemplate.Jsonata) {
            return computedSeconds(expression);
        }
        JsonNode value = waitParameter(expression, "SecondsPath");
        String shown = written(expression) + " == " + value.asText();
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw StateException.runtime("The SecondsPath parameter cannot be parsed as a long value: " + shown);
        }
        if (value.longValue() < 0) {
            throw StateException.runtime("The SecondsPath parameter references a negative value: " + shown);
        }
        return value.longValue();
    }

    private long computedSeconds(PayloadTemplate.Expression expression) {
        BigDecimal value = number(expression, "Seconds", "number", Function.identity());
        if (value.stripTrailingZeros().scale() > 0) {
            throw refusedSeconds("cannot be parsed as a long value: ", value);
        }
        if (value.signum() < 0) {
            throw refusedSeconds("references a negative value: ", value);
        }
        return value.min(TOO_LONG).longValue();
    }

    private static StateException refusedSeconds(String reason, BigDecimal value) {
        String text = Math.abs(value.scale()) > MAX_DIGITS ? value.toString() : value.toPlainString();
        return StateException.evaluation("The Seconds field " + reason + text, Optional.of("Seconds"));
    }

    /// Returns the instant until which a Wait waits.
    Instant instant(Setting<Instant> setting, Instant now) {
        Instant instant = switch (setting) {
            case Setting.Fixed<Instant> fixed -> fixed.value();
            case Setting.Computed<Instant> computed -> instantOf(computed.expression());
        };
        checkLength(instant.getEpochSecond() - now.getEpochSecond());
        return instant;
    }

    private Instant instantOf(PayloadTemplate.Expression expression) {
        boolean jsonata = expression instanceof PayloadTemplate.Jsonata;
        JsonNode value =
                jsonata ? evaluation.compute(expression, "Timestamp") : waitParameter(expression, "TimestampPath");
        if (jsonata && !value.isTextual()) {
            throw notA("string", expression, "Timestamp", value);
        }
        return timestamp(value).orElseThrow(() -> {
            String format = " an ISO-8601 extended offset date-time format string: ";
            return jsonata
                    ? StateException.evaluation(
                            "The Timestamp field cannot be parsed as" + format + value.asText(),
                            Optional.of("Timestamp"))
                    : StateException.runtime("The TimestampPath parameter does not reference a valid"
                            + format.substring(3) + written(expression) + " == " + value.asText());
        });
    }

    /// Parses an instant as the States Language writes it: RFC 3339 with `T` and an offset.
    static Optional<Instant> timestamp(JsonNode value) {
        if (value.getNodeType() != JsonNodeType.STRING) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.textValue()).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static long checkLength(long seconds) {
        if (seconds > MAX_WAIT) {
            throw StateException.runtime("Wait state delay is too long.");
        }
        return seconds;
    }

    private JsonNode waitParameter(PayloadTemplate.Expression expression, String field) {
        if (evaluation instanceof PathEvaluation paths && expression instanceof PayloadTemplate.Path path) {
            try {
                return paths.read(path.reference());
            } catch (PathException _) {
                throw StateException.runtime("The " + field + " parameter does not reference an input value: "
                        + path.reference().text());
            }
        }
        return evaluation.compute(expression, field);
    }

    /// Computes a value; a path that finds nothing is reported with the field's name.
    private JsonNode named(PayloadTemplate.Expression expression, String field) {
        return expression instanceof PayloadTemplate.Jsonata
                ? evaluation.compute(expression, field)
                : evaluation.evaluate(expression, field + "Path");
    }

    private static String written(PayloadTemplate.Expression expression) {
        return switch (expression) {
            case PayloadTemplate.Path path -> path.reference().text();
            case PayloadTemplate.Call call -> call.intrinsic().text();
            case PayloadTemplate.Jsonata jsonata -> jsonata.expression().text();
        };
    }
}
