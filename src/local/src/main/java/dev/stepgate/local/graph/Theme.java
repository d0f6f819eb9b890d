// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// On which ground a picture is drawn.
public enum Theme {
    /// As the viewer prefers (`prefers-color-scheme`), light where it does not say.
    AUTO,
    LIGHT,
    DARK
}
