// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// Replaces [dynamic
/// references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html) in the
/// strings of a template with values of other services.
@FunctionalInterface
public interface DynamicValues {

    /// @param text with a reference in it, or the beginning of one
    /// @throws IllegalArgumentException when a reference is written wrongly; the message is for the author of
    ///     the template
    /// @throws ElsewhereException when it leads to another stack
    String in(String text);

    /// A reference to what this template does not have.
    final class ElsewhereException extends RuntimeException {
        private final String standIn;

        /// @param reference as it is written
        /// @param standIn the text that stands in the place of its value
        public ElsewhereException(String reference, String standIn) {
            super(reference);
            this.standIn = standIn;
        }

        String standIn() {
            return standIn;
        }
    }
}
