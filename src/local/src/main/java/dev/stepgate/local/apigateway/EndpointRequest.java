// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Map;

/// A request to an HTTP endpoint.
///
/// @param path values for the parameters in the endpoint's URI
@SuppressWarnings("ArrayRecordComponent")
public record EndpointRequest(
        String httpMethod,
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {}
