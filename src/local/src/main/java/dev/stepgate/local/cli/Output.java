// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.PrintWriter;

/// Where a command writes.
record Output(PrintWriter out, PrintWriter err) {}
