// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

/// Text that is not a path of the expected kind.
public final class PathSyntaxException extends RuntimeException {
    private final String path;

    PathSyntaxException(String path, String message) {
        super(message);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
