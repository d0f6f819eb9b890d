// SPDX-License-Identifier: Apache-2.0
/// What happens in a runtime, told as it happens: gateways, Step Functions and Lambda report to a
/// [dev.stepgate.local.log.RuntimeLog]; the command line writes it on the console, a test collects it.
@NullMarked
package dev.stepgate.local.log;

import org.jspecify.annotations.NullMarked;
