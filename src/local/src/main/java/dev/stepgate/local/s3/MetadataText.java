// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// User metadata that is not US-ASCII: in header fields it is written and read as encoded words (RFC 2047);
/// other bytes are read as Latin-1 ([user-defined
/// metadata](https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata)).
final class MetadataText {
    private static final Pattern WORD = Pattern.compile("=\\?(?<set>[^?]+)\\?(?<how>[BbQq])\\?(?<text>[^?]*)\\?=");
    private static final Pattern OCTET = Pattern.compile("=([0-9A-Fa-f]{2})");

    private MetadataText() {}

    static String encode(String text) {
        boolean isAscii = text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f || letter == '\t');
        return isAscii
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /// Decodes the encoded words in a field; other text stays as it is.
    static String decode(String field) {
        Matcher words = WORD.matcher(field);
        return words.find() ? words.replaceAll(word -> Matcher.quoteReplacement(decodeWord(words))) : field;
    }

    private static String decodeWord(Matcher word) {
        try {
            Charset charset = Charset.forName(word.group("set"));
            byte[] bytes = word.group("how").equalsIgnoreCase("B")
                    ? Base64.getDecoder().decode(word.group("text"))
                    : quoted(word.group("text"));
            return new String(bytes, charset);
        } catch (IllegalArgumentException _) {
            return word.group();
        }
    }

    private static byte[] quoted(String text) {
        String octets = OCTET.matcher(text.replace('_', ' '))
                .replaceAll(
                        octet -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(octet.group(1), 16))));
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
