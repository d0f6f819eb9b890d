// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ParameterSource;

/// A mapping such as `integration.request.header.X: method.request.header.Y`: a value's target and its
/// source.
///
/// @param name as the endpoint or the client sees it
record ParameterMapping(Target target, String name, ParameterSource source) {
    enum Target {
        HEADER,
        QUERYSTRING,
        PATH
    }
}
