// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The [two kinds of
/// workflow](https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html).
public enum WorkflowType {
    STANDARD,
    EXPRESS
}
