// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import dev.stepgate.local.http.HttpRequest;
import java.util.Optional;

/// One of the ways in which AWS's clients write a call into an HTTP request.
interface WireProtocol {

    /// Reads the call in a request; empty when the request is not in this protocol.
    ///
    /// @param service the one that the caller is known to mean; empty when only the request can tell
    Optional<WireCall> read(HttpRequest request, Optional<String> service);
}
