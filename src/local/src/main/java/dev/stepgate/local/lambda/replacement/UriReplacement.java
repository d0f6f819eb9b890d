// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.net.URI;
import java.util.function.UnaryOperator;

/// Replaces the making of [URI]s from strings, so that `"https://" + domainName + "/" + stage`, by which a
/// handler finds the API of its event, leads to that API on this machine.
public final class UriReplacement {
    private static UnaryOperator<String> addresses = UnaryOperator.identity();

    private UriReplacement() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param addresses maps an API's URI to its local one, and returns any other as it is
    public static void bind(UnaryOperator<String> addresses) {
        UriReplacement.addresses = addresses;
    }

    public static URI create(String text) {
        return URI.create(served(text));
    }

    /// Returns the argument for the constructor.
    public static String served(String text) {
        return addresses.apply(text);
    }
}
