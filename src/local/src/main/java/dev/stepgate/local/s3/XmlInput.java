// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of a request into the members of S3's model. Refuses document types, and so any entities
/// they define, and documents that are too large or too deep for any operation.
final class XmlInput {
    private static final int BYTES = 8 << 20;
    private static final int DEPTH = 16;
    private static final XMLInputFactory FACTORY = factory();

    private XmlInput() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /// Returns the children of the root element.
    ///
    /// @throws AwsException `MalformedXML`
    static JsonNode read(byte[] xml) {
        if (xml.length > BYTES) {
            throw new AwsException(400, "MaxMessageLengthExceeded", "Your request was too big");
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            throw S3Errors.malformedXml();
        }
    }

    private static JsonNode root(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    JsonNode value = element(reader, 1);
                    return value.isObject() ? value : Inputs.object();
                }
                case XMLStreamConstants.DTD -> throw S3Errors.malformedXml();
                default -> {}
            }
        }
        throw S3Errors.malformedXml();
    }

    /// Reads an element: one with children is a structure, or a list if its name is a list's; one without is
    /// its text.
    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH) {
            throw S3Errors.malformedXml();
        }
        boolean isList = XmlNames.isWrapper(reader.getLocalName());
        ObjectNode structure = Inputs.object();
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    JsonNode value = element(reader, depth + 1);
                    if (isList) {
                        list.add(value);
                    } else {
                        put(structure, name, value);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw S3Errors.malformedXml();
                case XMLStreamConstants.END_ELEMENT -> {
                    return isList ? list : content(structure, text);
                }
                default -> {}
            }
        }
        throw S3Errors.malformedXml();
    }

    private static JsonNode content(ObjectNode structure, StringBuilder text) {
        return structure.isEmpty() ? JsonNodeFactory.instance.textNode(text.toString()) : structure;
    }

    private static void put(ObjectNode structure, String name, JsonNode value) {
        Optional<String> list = XmlNames.listOf(name);
        if (list.isPresent()) {
            if (!structure.path(list.get()).isMissingNode()
                    && !structure.path(list.get()).isArray()) {
                throw S3Errors.malformedXml();
            }
            structure.withArrayProperty(list.get()).add(value);
        } else {
            structure.set(XmlNames.member(name), value);
        }
    }
}
