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

/// The origins of pages that may call a bucket ([CORS
/// configuration](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html)).
///
/// @param configuration as in GetBucketCors: `{"CORSRules": [...]}`
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

    /// Returns the first rule that allows the request.
    ///
    /// @param headers the request's header names; none unless it is a preflight request
    Optional<Rule> find(String origin, String method, List<String> headers) {
        return rules.stream()
                .filter(rule -> rule.allows(origin, method, headers))
                .findFirst();
    }

    /// @param maxAge seconds; empty when the rule does not set it
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

        /// Matches a pattern with at most one `*`, which stands for any text.
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
