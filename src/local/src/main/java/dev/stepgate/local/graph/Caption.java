// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.Optional;

/// The texts on a state, uncut; they are cut where they are drawn.
///
/// @param name the state's
/// @param detail the service it calls or the time it waits, otherwise its type
/// @param retry the errors that are retried, as shown on the state
/// @param tooltip everything else worth knowing, over several lines
record Caption(String name, String detail, Optional<String> retry, String tooltip, Icon icon) {}
