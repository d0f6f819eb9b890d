// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Answers browsers about requests of other origins.
record Preflight(Optional<CorsRules> rules) {
    private static final String ORIGIN = "Origin";
    private static final String METHOD = "Access-Control-Request-Method";
    private static final String HEADERS = "Access-Control-Request-Headers";
    private static final byte[] NOTHING = {};

    /// Answers `OPTIONS`.
    ///
    /// @throws AwsException when no rule allows the announced request
    HttpResponse answer(HttpRequest request) {
        Optional<String> origin = request.headers().first(ORIGIN);
        Optional<String> method = request.headers().first(METHOD);
        if (origin.isEmpty() || method.isEmpty()) {
            throw new AwsException(400, "BadRequest", "Insufficient information. Origin request header needed.");
        }
        List<String> asked = askedHeaders(request);
        CorsRules.Rule rule = rules.orElseThrow(() -> forbidden("CORSResponse: CORS is not enabled for this bucket."))
                .find(origin.get(), method.get(), asked)
                .orElseThrow(
                        () -> forbidden("CORSResponse: This CORS request is not allowed. This is usually because the"
                                + " evalution of Origin, request method / Access-Control-Request-Method or"
                                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."));
        Headers headers = allowed(rule, origin.get());
        if (!asked.isEmpty()) {
            headers = headers.plus("Access-Control-Allow-Headers", String.join(", ", asked));
        }
        return new HttpResponse(200, headers, NOTHING);
    }

    private static List<String> askedHeaders(HttpRequest request) {
        return request.headers().all(HEADERS).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static AwsException forbidden(String message) {
        return new AwsException(403, "AccessForbidden", message);
    }

    /// Adds to a response the headers that let a page of another origin read it.
    HttpResponse permit(HttpRequest request, HttpResponse response) {
        Optional<String> origin = request.headers().first(ORIGIN);
        Optional<CorsRules.Rule> rule =
                rules.flatMap(found -> origin.flatMap(from -> found.find(from, request.method(), List.of())));
        if (rule.isEmpty()) {
            return response;
        }
        Headers headers = response.headers();
        for (Header field : allowed(rule.get(), origin.orElse("")).fields()) {
            headers = headers.plus(field.name(), field.value());
        }
        return response.with(headers);
    }

    private static Headers allowed(CorsRules.Rule rule, String origin) {
        Headers headers = Headers.of("Access-Control-Allow-Origin", rule.allowsEveryOrigin() ? "*" : origin)
                .plus("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!rule.allowsEveryOrigin()) {
            headers = headers.plus("Access-Control-Allow-Credentials", "true");
        }
        if (!rule.exposed().isEmpty()) {
            headers = headers.plus("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        if (!rule.maxAge().isEmpty()) {
            headers = headers.plus("Access-Control-Max-Age", rule.maxAge());
        }
        return headers.plus("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
}
