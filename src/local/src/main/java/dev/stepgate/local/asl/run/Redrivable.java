// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// Work of a state that has failed in part: the parts that succeeded need not be done again
/// ([Redrive](https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html)).
interface Redrivable {
    StateProgress redrive();
}
