// SPDX-License-Identifier: Apache-2.0
/// Reports the events of a runtime as they happen: gateways, Step Functions and Lambda report to a
/// [dev.stepgate.local.log.RuntimeLog]; the command line writes them to the console, a test collects them.
@NullMarked
package dev.stepgate.local.log;

import org.jspecify.annotations.NullMarked;
