// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which pages of other origins may call a bucket
/// ([CORS configuration](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html)).
///
/// @param configuration as GetBucketCors answers it: `{"CORSRules": [...]}`
record CorsRules(JsonNode configuration, List<Rule> rules) {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
    private static final int RULES = 100;

    /// @param input `{"CORSRules": [{"AllowedOrigins", "AllowedMethods", "AllowedHeaders", "ExposeHeaders",
    ///     "MaxAgeSeconds", "ID"}]}`
    static CorsRules read(JsonNode input) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : input.path("CORSRules")) {
            rules.add(Rule.read(rule));
        }
        if (rules.isEmpty() || rules.size() > RULES) {
            throw S3Errors.malformedXml();
        }
        return new CorsRules(input, List.copyOf(rules));
    }

    /// The first rule that allows it.
    ///
    /// @param headers the request's header names; none for a request that is no preflight
    Optional<Rule> find(String origin, String method, List<String> headers) {
        return rules.stream()
                .filter(rule -> rule.allows(origin, method, headers))
                .findFirst();
    }

    /// @param maxAge seconds; empty when the rule says nothing
    record Rule(List<String> origins, List<String> methods, List<String> headers, List<String> exposed, String maxAge) {

        static Rule read(JsonNode rule) {
            List<String> methods = Members.texts(rule, "AllowedMethods");
            List<String> origins = Members.texts(rule, "AllowedOrigins");
            if (methods.isEmpty() || origins.isEmpty()) {
                throw S3Errors.malformedXml();
            }
            for (String method : methods) {
                if (!METHODS.contains(method)) {
                    throw S3Errors.invalidRequest(
                            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
                }
            }
            return new Rule(
                    origins,
                    methods,
                    Members.texts(rule, "AllowedHeaders"),
                    Members.texts(rule, "ExposeHeaders"),
                    Inputs.text(rule, "MaxAgeSeconds"));
        }

        boolean allows(String origin, String method, List<String> asked) {
            return origins.stream().anyMatch(pattern -> matches(pattern, origin))
                    && methods.contains(method)
                    && asked.stream().allMatch(this::allowsHeader);
        }

        private boolean allowsHeader(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return headers.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), lower));
        }

        boolean allowsEveryOrigin() {
            return origins.contains("*");
        }

        /// At most one `*`, for any text.
        private static boolean matches(String pattern, String text) {
            int star = pattern.indexOf('*');
            return star < 0
                    ? pattern.equals(text)
                    : Pattern.matches(
                            Pattern.quote(pattern.substring(0, star)) + ".*"
                                    + Pattern.quote(pattern.substring(star + 1)),
                            text);
        }
    }
}
