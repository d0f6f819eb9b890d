// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.aws.AwsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A body in `aws-chunked` coding: chunks with or without signatures, then fields that the head announced
/// ([Signature calculations for
/// trailers](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html)). Signatures are
/// not verified.
///
/// @param bytes the decoded body
/// @param trailers fields after the last chunk, by name in lower case
@SuppressWarnings("ArrayRecordComponent")
record ChunkedBody(byte[] bytes, Map<String, String> trailers) {

    /// @throws AwsException `IncompleteBody` when the coding is invalid
    static ChunkedBody decode(byte[] body) {
        return new Decoder(body).decode();
    }

    private static final class Decoder {
        private static final int LINE = 8192;

        private final byte[] body;
        private final ByteArrayOutputStream bytes;
        private int at;

        Decoder(byte[] body) {
            this.body = body;
            this.bytes = new ByteArrayOutputStream(body.length);
        }

        ChunkedBody decode() {
            int size = chunkSize();
            while (size > 0) {
                if (size > body.length - at) {
                    throw broken();
                }
                bytes.write(body, at, size);
                at += size;
                if (!line().isEmpty()) {
                    throw broken();
                }
                size = chunkSize();
            }
            return new ChunkedBody(bytes.toByteArray(), trailers());
        }

        private int chunkSize() {
            String size = line().split(";", 2)[0].strip();
            try {
                return Integer.parseUnsignedInt(size, 16) & Integer.MAX_VALUE;
            } catch (NumberFormatException _) {
                throw broken();
            }
        }

        private Map<String, String> trailers() {
            Map<String, String> trailers = new TreeMap<>();
            while (at < body.length) {
                String line = line();
                int colon = line.indexOf(':');
                if (colon > 0) {
                    trailers.put(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                } else if (!line.isEmpty()) {
                    throw broken();
                }
            }
            return trailers;
        }

        /// Reads up to the end of the line, which may be a bare line feed.
        private String line() {
            int end = at;
            while (end < body.length && body[end] != '\n' && end - at < LINE) {
                end++;
            }
            if (end == body.length || body[end] != '\n') {
                throw broken();
            }
            String line = new String(body, at, end - at, StandardCharsets.ISO_8859_1);
            at = end + 1;
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }

        private static AwsException broken() {
            return new AwsException(
                    400,
                    "IncompleteBody",
                    "The request body terminated unexpectedly, or is not in the coding aws-chunked that the request names");
        }
    }
}
