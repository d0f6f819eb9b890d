// SPDX-License-Identifier: Apache-2.0
/// The command line: its commands and options, the table of endpoints, the console's log. It uses
/// [dev.stepgate.local.LocalRuntime]; no other package uses it.
@NullMarked
package dev.stepgate.local.cli;

import org.jspecify.annotations.NullMarked;
