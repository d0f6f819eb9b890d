// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.QueryDialect.Flattened;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Answers of the query protocol in XML.
record QueryXmlReplies(QueryDialect dialect, String operation) implements Replies {

    @Override
    public HttpResponse success(JsonNode output, String requestId) {
        StringBuilder xml = new StringBuilder();
        open(xml, operation + "Response");
        result(xml, output);
        xml.append("<ResponseMetadata>");
        element(xml, "RequestId", requestId);
        xml.append("</ResponseMetadata></").append(operation).append("Response>");
        return response(200, xml, requestId);
    }

    private void result(StringBuilder xml, JsonNode output) {
        if (output.isEmpty()) {
            xml.append('<').append(operation).append("Result/>");
        } else {
            xml.append('<').append(operation).append("Result>");
            members(xml, output);
            xml.append("</").append(operation).append("Result>");
        }
    }

    @Override
    public HttpResponse failure(AwsException failure, String requestId) {
        StringBuilder xml = new StringBuilder();
        open(xml, "ErrorResponse");
        xml.append("<Error>");
        element(xml, "Type", failure.status() < 500 ? "Sender" : "Receiver");
        element(xml, "Code", code(failure.code()));
        element(xml, "Message", message(failure));
        xml.append("</Error>");
        element(xml, "RequestId", requestId);
        xml.append("</ErrorResponse>");
        return response(failure.status(), xml, requestId);
    }

    private String message(AwsException failure) {
        boolean isOlder = dialect.service().equals("sqs") && failure.code().equals("QueueDoesNotExist");
        return isOlder ? "The specified queue does not exist for this wsdl version." : failure.message();
    }

    private String code(String code) {
        if (code.equals(AwsException.UNKNOWN_OPERATION)) {
            return "InvalidAction";
        }
        return dialect.service().equals("sqs") ? JsonReplies.sqsQueryCode(code) : code;
    }

    private void open(StringBuilder xml, String root) {
        xml.append("<?xml version=\"1.0\"?>\n<").append(root);
        if (!dialect.namespace().isEmpty()) {
            xml.append(" xmlns=\"").append(dialect.namespace()).append('"');
        }
        xml.append('>');
    }

    private void members(StringBuilder xml, JsonNode structure) {
        for (Map.Entry<String, JsonNode> member : structure.properties()) {
            member(xml, member.getKey(), member.getValue());
        }
    }

    private void member(StringBuilder xml, String name, JsonNode value) {
        Optional<Flattened> flattened = value.isContainerNode() ? dialect.element(name, operation) : Optional.empty();
        if (value.isNull()) {
            return;
        }
        if (flattened.isPresent()) {
            flattened(xml, flattened.get(), value);
        } else {
            xml.append('<').append(name).append('>');
            content(xml, name, value);
            xml.append("</").append(name).append('>');
        }
    }

    private void flattened(StringBuilder xml, Flattened as, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> member(xml, as.element(), element));
        } else {
            entries(xml, as.element(), as.keyName(), value);
        }
    }

    private void content(StringBuilder xml, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> member(xml, "member", element));
        } else if (value.isObject() && QueryDialect.isMap(name)) {
            entries(xml, "entry", "key", value);
        } else if (value.isObject()) {
            members(xml, value);
        } else {
            text(xml, value.asText());
        }
    }

    private void entries(StringBuilder xml, String element, String keyName, JsonNode map) {
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            xml.append('<').append(element).append('>');
            element(xml, keyName, entry.getKey());
            member(xml, keyName.equals("key") ? "value" : "Value", entry.getValue());
            xml.append("</").append(element).append('>');
        }
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        text(xml, text);
        xml.append("</").append(name).append('>');
    }

    /// Writes text; characters that XML 1.0 cannot express become U+FFFD.
    private static void text(StringBuilder xml, String text) {
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xD;");
                default -> xml.appendCodePoint(isXml(letter) ? letter : 0xfffd);
            }
        });
    }

    private static boolean isXml(int letter) {
        return letter == '\t'
                || letter == '\n'
                || (letter >= ' ' && letter < 0xd800)
                || (letter > 0xdfff && letter != 0xfffe && letter != 0xffff);
    }

    private static HttpResponse response(int status, StringBuilder xml, String requestId) {
        return new HttpResponse(
                status,
                Headers.of("x-amzn-RequestId", requestId).plus("Content-Type", "text/xml"),
                xml.toString().getBytes(StandardCharsets.UTF_8));
    }
}
