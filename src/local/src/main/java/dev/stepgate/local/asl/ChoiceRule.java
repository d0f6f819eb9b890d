// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.path.PathReference;
import java.util.List;

/// A condition of a [Choice](https://states-language.net/spec.html#choice-state).
public sealed interface ChoiceRule {
    record And(List<ChoiceRule> rules) implements ChoiceRule {
        public And {
            rules = List.copyOf(rules);
        }
    }

    record Or(List<ChoiceRule> rules) implements ChoiceRule {
        public Or {
            rules = List.copyOf(rules);
        }
    }

    record Not(ChoiceRule rule) implements ChoiceRule {}

    /// `StringEquals`, `NumericLessThanEqualsPath`, ...: the comparison is false unless both sides are of
    /// that kind.
    record Comparison(PathReference variable, Kind kind, Relation relation, Operand operand) implements ChoiceRule {}

    /// `StringMatches`
    record Matches(PathReference variable, StringPattern pattern) implements ChoiceRule {}

    /// `IsNull`, `IsPresent`, `IsNumeric`, `IsString`, `IsBoolean`, `IsTimestamp`
    record TypeTest(PathReference variable, Type type, boolean expected) implements ChoiceRule {}

    /// JSONata's `Condition`
    record Condition(Setting<Boolean> condition) implements ChoiceRule {}

    enum Kind {
        STRING,
        NUMERIC,
        BOOLEAN,
        TIMESTAMP
    }

    enum Relation {
        EQUALS,
        LESS_THAN,
        GREATER_THAN,
        LESS_THAN_EQUALS,
        GREATER_THAN_EQUALS
    }

    enum Type {
        NULL,
        PRESENT,
        NUMERIC,
        STRING,
        BOOLEAN,
        TIMESTAMP
    }

    /// The value that a variable is compared with.
    sealed interface Operand {
        record Constant(JsonNode value) implements Operand {}

        /// The value of another variable, for the operators that end in `Path`.
        record Variable(PathReference reference) implements Operand {}
    }
}
