// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A state's work of which only a part has failed: the parts that succeeded need not be repeated
/// ([Redrive](https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html)).
interface Redrivable {
    StateProgress redrive();
}
