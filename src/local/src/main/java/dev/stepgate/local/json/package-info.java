// SPDX-License-Identifier: Apache-2.0
/// JSON as AWS reads and writes it: parsing, printing, equality and numbers.
@NullMarked
package dev.stepgate.local.json;

import org.jspecify.annotations.NullMarked;
