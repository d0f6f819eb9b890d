// SPDX-License-Identifier: Apache-2.0
/// Locates a function's classes and jars: in a Maven or Gradle project, in the result of `sam build`, in a
/// jar or zip, or in a plain folder.
@NullMarked
package dev.stepgate.local.code;

import org.jspecify.annotations.NullMarked;
