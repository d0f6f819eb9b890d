// SPDX-License-Identifier: Apache-2.0
/// The Step Functions service: its
/// [API](https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html) over the parser
/// and the interpreter.
@NullMarked
package dev.stepgate.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
