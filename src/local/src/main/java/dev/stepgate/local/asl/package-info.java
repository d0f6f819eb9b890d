// SPDX-License-Identifier: Apache-2.0
/// Parses the text of a definition in the [Amazon States Language](https://states-language.net/spec.html)
/// into a checked tree.
///
/// The tree keeps no raw JSON except data: paths and expressions are parsed, every transition has a target,
/// and the query language of each state is determined.
@NullMarked
package dev.stepgate.local.asl;

import org.jspecify.annotations.NullMarked;
