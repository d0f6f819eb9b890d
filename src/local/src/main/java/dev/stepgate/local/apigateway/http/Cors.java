// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The CORS settings of an HTTP API. With them API Gateway answers preflight requests itself, and its headers
/// replace an integration's
/// ([CORS](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html)).
///
/// @param maxAge empty when there is none
record Cors(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        String maxAge,
        boolean allowCredentials) {

    private static final Set<String> KNOWN =
            Set.of("allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials");

    static Cors read(OpenApiNode cors) {
        cors.only(KNOWN);
        return new Cors(
                texts(cors, "allowOrigins"),
                texts(cors, "allowMethods"),
                texts(cors, "allowHeaders"),
                texts(cors, "exposeHeaders"),
                cors.text("maxAge", ""),
                cors.flag("allowCredentials"));
    }

    private static List<String> texts(OpenApiNode cors, String name) {
        return cors.member(name)
                .map(list -> list.elements().stream().map(OpenApiNode::text).toList())
                .orElse(List.of());
    }

    /// Answers a browser's preflight request.
    HttpResponse preflight(String origin) {
        List<Header> headers = new ArrayList<>();
        if (allows(origin)) {
            add(headers, "access-control-allow-methods", allowMethods);
            add(headers, "access-control-allow-headers", allowHeaders);
            if (!maxAge.isEmpty()) {
                headers.add(new Header("access-control-max-age", maxAge));
            }
            headers.addAll(headers(origin));
        }
        return new HttpResponse(204, Headers.of(headers), new byte[0]);
    }

    /// Returns the headers for an answer to any request from another origin.
    List<Header> headers(String origin) {
        List<Header> headers = new ArrayList<>();
        if (allows(origin)) {
            boolean any = allowOrigins.contains("*") && !allowCredentials;
            headers.add(new Header("access-control-allow-origin", any ? "*" : origin));
            add(headers, "access-control-expose-headers", exposeHeaders);
            if (allowCredentials) {
                headers.add(new Header("access-control-allow-credentials", "true"));
            }
        }
        return headers;
    }

    private static void add(List<Header> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.add(new Header(name, String.join(",", values)));
        }
    }

    private boolean allows(String origin) {
        return !origin.isEmpty()
                && allowOrigins.stream()
                        .anyMatch(allowed -> allowed.equals("*")
                                || allowed.equalsIgnoreCase(origin)
                                || (allowed.endsWith("://*")
                                        && origin.toLowerCase(Locale.ROOT)
                                                .startsWith(allowed.substring(0, allowed.length() - 1))));
    }
}
