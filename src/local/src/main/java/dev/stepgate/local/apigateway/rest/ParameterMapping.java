// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ParameterSource;

/// A mapping such as `integration.request.header.X: method.request.header.Y`: a value's target and its
/// source.
///
/// @param name as the endpoint or the client sees it
record ParameterMapping(Target target, String name, ParameterSource source) {
    /// Returns true when the source is no part of a body, which would have to be parsed and searched.
    boolean isBrief() {
        return !(source instanceof ParameterSource.Body);
    }

    enum Target {
        HEADER,
        QUERYSTRING,
        PATH
    }
}
