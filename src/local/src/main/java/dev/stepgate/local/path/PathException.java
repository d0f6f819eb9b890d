// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

/// Reports a path that found nothing in its data, or could not be followed or written there.
///
/// The message is the one that AWS prints after `Invalid path '...' : `, such as `No results for path:
/// $['name']`.
public final class PathException extends RuntimeException {
    private final String path;

    PathException(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }

    /// The path's source text.
    public String path() {
        return path;
    }

    /// Returns, for example, `Invalid path '$.x' : No results for path: $['x']`.
    public String invalidPath() {
        return "Invalid path '" + path + "' : " + getMessage();
    }
}
