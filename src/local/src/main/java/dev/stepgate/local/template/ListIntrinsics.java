// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Implements Fn::GetAZs, Fn::Cidr, Fn::Length and Fn::ToJsonString for resolved arguments.
final class ListIntrinsics {
    private static final int MAX_BLOCKS = 256;
    private static final int ADDRESS_BITS = 32;

    private final References references;
    private final TemplateProblems problems;

    ListIntrinsics(References references, TemplateProblems problems) {
        this.references = references;
        this.problems = problems;
    }

    /// Returns three zones; an empty string means the stack's own region.
    Node availabilityZones(Node region, SourceLocation mark) {
        if (!(region instanceof Node.Scalar scalar)) {
            return unlessUnknown(List.of(region), mark, "Fn::GetAZs takes a region");
        }
        String name = scalar.text().isEmpty()
                ? references
                        .ref("AWS::Region", mark)
                        .map(own -> own.json().asText())
                        .orElse("")
                : scalar.text();
        List<Node> zones = Stream.of("a", "b", "c")
                .map(letter -> (Node) Node.text(name + letter, mark))
                .toList();
        return new Node.Items(zones, mark);
    }

    /// Returns a number of blocks within an IPv4 block, each with a number of bits for hosts.
    Node cidr(List<Node> arguments, SourceLocation mark) {
        List<String> texts = arguments.stream()
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text())
                .toList();
        boolean wrong = texts.size() != arguments.size()
                || texts.size() < 2
                || texts.size() > 3
                || !texts.get(0).matches("([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}")
                || !texts.stream().skip(1).allMatch(number -> number.matches("[0-9]{1,3}"));
        if (wrong || Integer.parseInt(texts.get(1)) > MAX_BLOCKS) {
            return unlessUnknown(arguments, mark, "Fn::Cidr takes an IPv4 block, how many blocks of it and their bits");
        }
        int bits = texts.size() == 3 ? Integer.parseInt(texts.get(2)) : 8;
        return new Node.Items(blocks(texts.get(0), Integer.parseInt(texts.get(1)), bits, mark), mark);
    }

    private static List<Node> blocks(String block, int count, int bits, SourceLocation mark) {
        String[] parts = block.split("[./]");
        long first = 0;
        for (int i = 0; i < 4; i++) {
            first = first * 256 + Integer.parseInt(parts[i]);
        }
        List<Node> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = first + ((long) i << bits);
            String address =
                    (start >> 24 & 255) + "." + (start >> 16 & 255) + "." + (start >> 8 & 255) + "." + (start & 255);
            blocks.add(Node.text(address + "/" + (ADDRESS_BITS - bits), mark));
        }
        return blocks;
    }

    Node length(Node list, SourceLocation mark) {
        if (!(list instanceof Node.Items items)) {
            return unlessUnknown(List.of(list), mark, "Fn::Length takes a list");
        }
        int size = items.items().size();
        return new Node.Scalar(IntNode.valueOf(size), Integer.toString(size), mark);
    }

    Node json(Node value, SourceLocation mark) {
        return switch (value) {
            case Node.Fields _, Node.Items _ -> Node.text(Json.write(value.json()), mark);
            case Node.Scalar _, Node.Unknown _ ->
                unlessUnknown(List.of(value), mark, "Fn::ToJsonString takes an object or a list");
        };
    }

    private Node unlessUnknown(List<Node> arguments, SourceLocation mark, String problem) {
        if (arguments.stream().noneMatch(Node.Unknown.class::isInstance)) {
            problems.add(mark, problem);
        }
        return new Node.Unknown(mark);
    }
}
