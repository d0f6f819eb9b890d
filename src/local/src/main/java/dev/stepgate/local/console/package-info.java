// SPDX-License-Identifier: Apache-2.0
/// The console: a page that shows the running system, and the JSON API behind it.
/// [dev.stepgate.local.console.Console] answers its server's requests; it is made by the first of them, so
/// that a console that nobody opens costs nothing.
@NullMarked
package dev.stepgate.local.console;

import org.jspecify.annotations.NullMarked;
