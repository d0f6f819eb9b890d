// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import dev.stepgate.local.http.HttpRequest;
import java.util.Optional;

/// One of the ways in which AWS's clients write a call into an HTTP request.
interface WireProtocol {

    /// The call in a request; empty when the request does not speak this protocol.
    ///
    /// @param service what the caller is known to mean; empty when only the request tells
    Optional<WireCall> read(HttpRequest request, Optional<String> service);
}
