// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// Something wrong with a definition, as
/// [ValidateStateMachineDefinition](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html)
/// reports it. `location` is a JSON pointer without escapes, as `/States/First/Next`; it is empty for text
/// that is not JSON.
public record DefinitionProblem(Severity severity, String code, String message, String location) {

    public enum Severity {
        ERROR,
        WARNING
    }

    static DefinitionProblem schema(String message, String location) {
        return new DefinitionProblem(Severity.ERROR, "SCHEMA_VALIDATION_FAILED", message, location);
    }

    /// `SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /`
    @Override
    public String toString() {
        return code + ": " + message + " at " + (location.isEmpty() ? "null" : location);
    }
}
