// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.QueryString;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks that presigned URLs are complete and have not expired; their signatures are not verified ([Query
/// string authentication](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html)).
final class Presigned {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MAX_SECONDS = Duration.ofDays(7).toSeconds();
    private static final List<String> REQUIRED = List.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Signature",
            "X-Amz-Date",
            "X-Amz-SignedHeaders",
            "X-Amz-Expires");

    private static final List<String> OF_VERSION_2 = List.of("Signature", "Expires", "AWSAccessKeyId");

    private Presigned() {}

    /// @throws AwsException `AccessDenied` when the URL has expired
    static void check(QueryString query, Instant now) {
        if (REQUIRED.stream().anyMatch(name -> query.first(name).isPresent())) {
            checkVersion4(query, now);
        } else if (query.first("AWSAccessKeyId").isPresent()
                || query.first("Signature").isPresent()) {
            checkVersion2(query, now);
        }
    }

    private static void checkVersion4(QueryString query, Instant now) {
        if (REQUIRED.stream().anyMatch(name -> query.first(name).orElse("").isEmpty())) {
            throw wrong("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        long seconds = seconds(query.first("X-Amz-Expires").orElse(""));
        if (seconds < 0) {
            throw wrong("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_SECONDS) {
            throw wrong("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                    + " less than " + MAX_SECONDS + " seconds");
        }
        requireCredential(query.first("X-Amz-Credential").orElse(""));
        Instant signed = signed(query.first("X-Amz-Date").orElse(""));
        requireNot(signed.plusSeconds(seconds), now, Optional.of(seconds));
    }

    private static void requireCredential(String credential) {
        if (!credential.matches(".+/[^/]+/[^/]+/[^/]+/aws4_request")) {
            throw wrong("Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
                    + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw wrong("X-Amz-Expires should be a number");
        }
    }

    private static Instant signed(String text) {
        try {
            return Instant.from(DATE.parse(text));
        } catch (DateTimeException _) {
            throw wrong("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
    }

    private static void checkVersion2(QueryString query, Instant now) {
        if (OF_VERSION_2.stream().anyMatch(name -> query.first(name).isEmpty())) {
            throw S3Errors.accessDenied(
                    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }
        try {
            long expires = Long.parseLong(query.first("Expires").orElse(""));
            requireNot(Instant.ofEpochSecond(expires), now, Optional.empty());
        } catch (NumberFormatException | DateTimeException _) {
            throw S3Errors.accessDenied("Invalid date (should be seconds since epoch): "
                    + query.first("Expires").orElse(""));
        }
    }

    private static void requireNot(Instant end, Instant now, Optional<Long> seconds) {
        if (!now.isBefore(end)) {
            ObjectNode members = Inputs.object();
            seconds.ifPresent(given -> members.put("X-Amz-Expires", given));
            members.put("Expires", end.truncatedTo(ChronoUnit.SECONDS).toString());
            members.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            throw new AwsException(403, "AccessDenied", "Request has expired", members);
        }
    }

    private static AwsException wrong(String message) {
        return new AwsException(400, "AuthorizationQueryParametersError", message);
    }
}
