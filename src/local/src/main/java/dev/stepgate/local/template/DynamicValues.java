// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// Replaces [dynamic
/// references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html) in the
/// strings of a template with values of other services.
@FunctionalInterface
public interface DynamicValues {

    /// @param text with a reference in it, or the beginning of one
    /// @throws IllegalArgumentException when a reference is malformed or leads nowhere; the message is for
    /// the template's author
    String in(String text);
}
