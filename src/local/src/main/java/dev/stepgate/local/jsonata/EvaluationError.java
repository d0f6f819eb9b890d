// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

/// An evaluation that ends with AWS's own words: `D3137: Invalid JSON`, or a limit's sentence, which has no code.
final class EvaluationError extends RuntimeException {
    private final boolean coded;

    EvaluationError(String message) {
        super(message, null, false, false);
        this.coded = false;
    }

    EvaluationError(String code, String message) {
        super(code + ": " + message, null, false, false);
        this.coded = true;
    }

    static EvaluationError signature(int argument, String function) {
        return new EvaluationError(
                "T0410",
                "Argument " + argument + " of function \"" + function + "\" does not match function signature");
    }

    static EvaluationError notFinite() {
        return new EvaluationError("D3001", "Attempting to invoke string function on Infinity or NaN");
    }

    boolean isCoded() {
        return coded;
    }
}
