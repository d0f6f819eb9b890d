// SPDX-License-Identifier: Apache-2.0
/// Pictures of state machines as SVG: [Graph] is a machine's states and transitions, [Overlay] says what an
/// execution or a run of tests took of them, [Svg] draws both.
///
/// A picture depends on nothing but the machine and the overlay: the same gives the same bytes. Texts are
/// measured with a table of widths, so no fonts are read.
@NullMarked
package dev.stepgate.local.graph;

import org.jspecify.annotations.NullMarked;
