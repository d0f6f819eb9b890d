// SPDX-License-Identifier: Apache-2.0
/// Puts the histories of executions, as the API returns them, in order and shows them as a table. The command
/// line and failing tests print the same one.
@NullMarked
package dev.stepgate.local.history;

import org.jspecify.annotations.NullMarked;
