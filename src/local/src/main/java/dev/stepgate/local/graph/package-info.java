// SPDX-License-Identifier: Apache-2.0
/// Pictures of state machines as SVG: [Graph] has a machine's states and transitions, [Overlay] those that an
/// execution or a run of tests took, [Svg] draws both.
///
/// A picture depends on nothing but the machine and the overlay: the same input gives the same bytes. Texts
/// are measured with a table of widths, so no fonts are read.
@NullMarked
package dev.stepgate.local.graph;

import org.jspecify.annotations.NullMarked;
