// SPDX-License-Identifier: Apache-2.0
/// Finds where a function's classes and jars are: in a Maven or Gradle project, in what `sam build` made, in
/// a jar or zip, or in a plain folder.
@NullMarked
package dev.stepgate.local.code;

import org.jspecify.annotations.NullMarked;
