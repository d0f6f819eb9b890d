// SPDX-License-Identifier: Apache-2.0
/// The command line: its commands and options, the table of what can be asked, the console's log. It uses
/// [dev.stepgate.local.LocalRuntime] and is used by nobody.
@NullMarked
package dev.stepgate.local.cli;

import org.jspecify.annotations.NullMarked;
