// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// User metadata that is not US-ASCII: in header fields it is written and read as encoded words (RFC 2047);
/// other bytes are read as Latin-1 ([user-defined
/// metadata](https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata)).
final class MetadataText {
    private static final Pattern WORD = Pattern.compile("=\\?(?<set>[^?]+)\\?(?<how>[BbQq])\\?(?<text>[^?]*)\\?=");
    private static final Pattern OCTET = Pattern.compile("=([0-9A-Fa-f]{2})");

    private MetadataText() {}

    /// Encodes a text that is not US-ASCII: mostly ASCII, by the letters that are not; else in Base64.
    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long ascii = text.chars().filter(MetadataText::isAscii).count();
        if (ascii == text.length()) {
            return text;
        }
        return ascii > text.length() - ascii
                ? "=?UTF-8?Q?" + quoted(bytes) + "?="
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static boolean isAscii(int letter) {
        return letter >= ' ' && letter < 0x7f || letter == '\t';
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            if (each == ' ') {
                text.append('_');
            } else if (each > ' ' && each < 0x7f && "=_?".indexOf(each) < 0) {
                text.append((char) each);
            } else {
                text.append(String.format(Locale.ROOT, "=%02X", each));
            }
        }
        return text.toString();
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
