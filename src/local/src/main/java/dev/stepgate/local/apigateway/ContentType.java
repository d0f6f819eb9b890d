// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Media types as keys of templates and models.
public final class ContentType {
    public static final String JSON = "application/json";

    private ContentType() {}

    /// The media type of a header's value, without parameters, such as `application/json`.
    public static String of(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Returns the entry for a media type, or else that for `$default`.
    public static <T> Optional<T> select(Map<String, T> byType, String mediaType) {
        T exact = byType.get(mediaType);
        return Optional.ofNullable(exact == null ? byType.get("$default") : exact);
    }
}
