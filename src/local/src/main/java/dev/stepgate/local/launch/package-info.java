// SPDX-License-Identifier: Apache-2.0
/// How the jar starts: [Launcher][dev.stepgate.local.launch.Launcher] is its main class, and
/// [FastStart][dev.stepgate.local.launch.FastStart] gives the JVM the flags and the cache of classes with
/// which it starts fastest. It depends on no other package.
@NullMarked
package dev.stepgate.local.launch;

import org.jspecify.annotations.NullMarked;
