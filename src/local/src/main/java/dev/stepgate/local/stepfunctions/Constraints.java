// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.InputModel;

/// Checks the members of each operation and their limits, from `members.json`. All problems of an input are
/// reported at once, as AWS reports them ([common
/// errors](https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html)).
final class Constraints {
    private static final InputModel MODEL = InputModel.beside(Constraints.class);

    private Constraints() {}

    /// Throws [AwsException] unless the input is within the limits.
    static void check(String operation, JsonNode input) {
        MODEL.check(operation, input);
    }
}
