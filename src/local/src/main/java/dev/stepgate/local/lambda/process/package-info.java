// SPDX-License-Identifier: Apache-2.0
/// Functions that run in processes of their own and speak the [Lambda Runtime
/// API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) with this runtime: Python, Node.js,
/// custom runtimes, and Java under AWS's own client. It does not depend on the callers of functions: the
/// package `lambda` gives it one event at a time.
@NullMarked
package dev.stepgate.local.lambda.process;

import org.jspecify.annotations.NullMarked;
