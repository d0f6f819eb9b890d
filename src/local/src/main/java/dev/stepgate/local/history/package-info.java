// SPDX-License-Identifier: Apache-2.0
/// Histories of executions as the API gives them, put in order and shown as a table. The command line and
/// failing tests print the same one.
@NullMarked
package dev.stepgate.local.history;

import org.jspecify.annotations.NullMarked;
