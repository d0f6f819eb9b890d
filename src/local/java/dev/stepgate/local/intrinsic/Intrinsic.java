// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.path.Reference;
import java.util.List;
import java.util.random.RandomGenerator;

/// A call of an [intrinsic function](https://states-language.net/spec.html#appendix-b), with all its nested calls;
/// parsed once.
public final class Intrinsic {
    private final String text;

    private Intrinsic(String text) {
        this.text = text;
    }

    /// Throws [IntrinsicSyntaxException] for anything but one whole call of a function that exists.
    public static Intrinsic parse(String text) {
        return new Intrinsic(text);
    }

    public String text() {
        return text;
    }

    /// Every reference among the arguments, at any depth, in the order written.
    public List<Reference> references() {
        return List.of();
    }

    /// Throws [IntrinsicException], or what the scope throws.
    public JsonNode evaluate(Scope scope) {
        return scope.read(Reference.parse("$"));
    }

    /// What a call sees of its surroundings.
    public interface Scope {
        /// The value a reference names; throws the scope's own exception when it names none.
        JsonNode read(Reference reference);

        /// Where `States.UUID` and `States.MathRandom` take their chance from.
        RandomGenerator random();
    }
}
