// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes members of S3's model as its XML.
final class XmlOutput {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    /// The only member that is an attribute.
    private static final String GRANTEE_TYPE = "Type";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XmlOutput() {}

    /// @param root the element around the members
    static byte[] write(String root, JsonNode members) {
        XmlOutput output = begun(root);
        output.members(members);
        return output.close(root);
    }

    /// Writes the only answer that is a string: the region of a bucket, empty for us-east-1.
    static byte[] writeLocation(String root, String region) {
        XmlOutput output = begun(root);
        output.text(region);
        return output.close(root);
    }

    private static XmlOutput begun(String root) {
        XmlOutput output = new XmlOutput();
        output.xml
                .append('<')
                .append(root)
                .append(" xmlns=\"")
                .append(NAMESPACE)
                .append("\">");
        return output;
    }

    static byte[] writeError(JsonNode members) {
        XmlOutput output = new XmlOutput();
        output.xml.append("<Error>");
        output.members(members);
        return output.close("Error");
    }

    private byte[] close(String root) {
        xml.append("</").append(root).append('>');
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void members(JsonNode structure) {
        for (Map.Entry<String, JsonNode> member : structure.properties()) {
            if (!member.getKey().equals(GRANTEE_TYPE)) {
                member(member.getKey(), member.getValue());
            }
        }
    }

    private void member(String name, JsonNode value) {
        Optional<String> flat = XmlNames.flatElement(name);
        if (value.isArray() && flat.isPresent()) {
            value.forEach(each -> element(flat.get(), name, each));
        } else {
            element(XmlNames.element(name, value.isContainerNode()), name, value);
        }
    }

    private void element(String element, String member, JsonNode value) {
        xml.append('<').append(element).append(attributes(member, value)).append('>');
        if (value.isArray()) {
            value.forEach(each -> element(XmlNames.entryElement(member), "", each));
        } else if (value.isObject()) {
            members(value);
        } else {
            text(XmlNames.isTime(member) ? TIME.format(Instant.ofEpochSecond(value.asLong())) : value.asText());
        }
        xml.append("</").append(element).append('>');
    }

    private static String attributes(String member, JsonNode value) {
        return member.equals("Grantee")
                ? " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\""
                        + value.path(GRANTEE_TYPE).asText() + "\""
                : "";
    }

    /// Writes text; characters that XML 1.0 cannot express become U+FFFD.
    private void text(String text) {
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                case '\n' -> xml.append("&#10;");
                case '\t' -> xml.append("&#9;");
                default -> xml.appendCodePoint(isXml(letter) ? letter : 0xfffd);
            }
        });
    }

    private static boolean isXml(int letter) {
        return (letter >= ' ' && letter < 0xd800) || (letter > 0xdfff && letter != 0xfffe && letter != 0xffff);
    }
}
