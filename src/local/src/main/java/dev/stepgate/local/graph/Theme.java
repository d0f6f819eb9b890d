// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// The background for which a picture is drawn.
public enum Theme {
    /// Follows the viewer's preference (`prefers-color-scheme`), or light without one.
    AUTO,
    LIGHT,
    DARK
}
