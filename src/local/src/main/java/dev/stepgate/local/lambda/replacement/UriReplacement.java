// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.net.URI;
import java.util.function.UnaryOperator;

/// Stands in for the making of [URI]s of texts, so that `"https://" + domainName + "/" + stage`, which is how
/// a handler finds the API that its event came from, leads to that API on this machine.
public final class UriReplacement {
    private static UnaryOperator<String> addresses = UnaryOperator.identity();

    private UriReplacement() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param addresses gives a URI where it is served; every other one as it is
    public static void bind(UnaryOperator<String> addresses) {
        UriReplacement.addresses = addresses;
    }

    public static URI create(String text) {
        return URI.create(served(text));
    }

    /// What the constructor gets.
    public static String served(String text) {
        return addresses.apply(text);
    }
}
