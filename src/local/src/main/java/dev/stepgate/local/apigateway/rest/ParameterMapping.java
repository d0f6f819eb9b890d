// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ParameterSource;

/// `integration.request.header.X: method.request.header.Y`: where a value goes, and where it comes from.
///
/// @param name as the endpoint or the client sees it
record ParameterMapping(Target target, String name, ParameterSource source) {
    enum Target {
        HEADER,
        QUERYSTRING,
        PATH
    }
}
