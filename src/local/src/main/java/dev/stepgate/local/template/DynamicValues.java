// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// Puts the values of other services into the texts of a template, in the places of [dynamic
/// references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html). Made
/// by whoever knows the services.
@FunctionalInterface
public interface DynamicValues {

    /// @param text with a reference in it, or the beginning of one
    /// @throws IllegalArgumentException when a reference is written wrongly or leads nowhere; the message is
    ///     for whoever wrote the template
    String in(String text);
}
