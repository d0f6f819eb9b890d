// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.time.Instant;
import java.util.Optional;

/// A [version](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html): a
/// revision that has a number and no longer changes.
record Version(int number, String arn, Revision revision, Optional<String> description, Instant created) {}
