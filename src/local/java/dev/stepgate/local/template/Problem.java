// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// One thing that keeps a template from being run, where it stands and what it is.
public record Problem(Mark mark, String message) {
    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
