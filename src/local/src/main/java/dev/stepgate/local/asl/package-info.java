// SPDX-License-Identifier: Apache-2.0
/// The [Amazon States Language](https://states-language.net/spec.html): from the text of a definition to a
/// checked tree.
///
/// Nothing of the raw JSON is left in the tree but data: paths and expressions are parsed, transitions lead
/// somewhere, and each state has its query language settled.
@NullMarked
package dev.stepgate.local.asl;

import org.jspecify.annotations.NullMarked;
