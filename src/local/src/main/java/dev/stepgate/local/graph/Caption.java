// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.Optional;

/// The texts on a state, whole; they are cut where they are drawn.
///
/// @param name the state's
/// @param detail what it calls or waits for, otherwise its type
/// @param retry which errors are tried again, as shown on the state
/// @param tooltip everything else worth knowing, over several lines
record Caption(String name, String detail, Optional<String> retry, String tooltip, Icon icon) {}
