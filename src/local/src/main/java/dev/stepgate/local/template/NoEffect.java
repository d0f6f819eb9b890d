// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// A part of a template that is accepted but has no effect on one machine: tracing, retention, a role.
///
/// @param subject the resource and the property: `UsersFunction Tracing`
public record NoEffect(SourceLocation mark, String subject) {
    @Override
    public String toString() {
        return mark + ": " + subject;
    }
}
