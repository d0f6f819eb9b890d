// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A node of an API's document: its JSON, its pointer, and the lists of the problems found in the document.
public record OpenApiNode(Document document, JsonNode node, String pointer) {

    /// @param problems grows while the document is read
    /// @param notHere grows too: valid parts that cannot be served here
    /// @param warnings grows too: parts that API Gateway accepts and ignores
    record Document(JsonNode root, List<ApiProblem> problems, List<ApiProblem> notHere, List<ApiProblem> warnings) {}

    /// Reads a whole document.
    ///
    /// @throws InvalidApiException with every problem that the reader found
    public static <T> T read(JsonNode document, Function<OpenApiNode, T> reader) {
        List<ApiProblem> problems = new ArrayList<>();
        T read = reader.apply(
                new OpenApiNode(new Document(document, problems, new ArrayList<>(), new ArrayList<>()), document, ""));
        if (!problems.isEmpty()) {
            throw new InvalidApiException(problems);
        }
        return read;
    }

    /// Returns a member, after following a `$ref`; empty when it is absent or null.
    public Optional<OpenApiNode> member(String name) {
        JsonNode child = node.path(name);
        return child.isMissingNode() || child.isNull()
                ? Optional.empty()
                : Optional.of(child(name, child).resolved());
    }

    /// Returns the members, after following each `$ref`; none, and a problem, when this is not an object.
    public Map<String, OpenApiNode> members() {
        Map<String, OpenApiNode> members = new LinkedHashMap<>();
        if (!node.isObject()) {
            problem("expected an object");
            return members;
        }
        node.properties()
                .forEach(member -> members.put(
                        member.getKey(),
                        child(member.getKey(), member.getValue()).resolved()));
        return members;
    }

    public List<OpenApiNode> elements() {
        if (!node.isArray()) {
            problem("expected a list");
            return List.of();
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> child(Integer.toString(i), node.get(i)).resolved())
                .toList();
    }

    /// Returns this value as text; numbers and booleans print as in JSON, anything else is a problem.
    public String text() {
        if (!node.isValueNode() || node.isNull()) {
            problem("expected a text, not " + Json.write(node));
            return "";
        }
        return node.asText();
    }

    public String text(String name, String absent) {
        return member(name).map(OpenApiNode::text).orElse(absent);
    }

    public boolean flag(String name) {
        return member(name).map(OpenApiNode::flag).orElse(false);
    }

    private boolean flag() {
        if (!node.isBoolean() && !node.asText().matches("true|false")) {
            problem("expected true or false, not " + Json.write(node));
        }
        return node.asText().equals("true");
    }

    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        member(name).ifPresent(map -> map.members().forEach((key, value) -> texts.put(key, value.text())));
        return texts;
    }

    /// Tells whether a list at the root of the document has that text.
    public boolean isIn(String list, String text) {
        for (JsonNode element : document.root.path(list)) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /// Reports every member that is not one of these as a problem.
    public void only(Set<String> known) {
        only(known, Set.of());
    }

    /// Warns of every member that is not one of these.
    public void known(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                child(name, node.path(name)).warn("it is left out");
            }
        });
    }

    /// Every member that is in neither set is a problem.
    ///
    /// @param leftOut what an import leaves out, with a warning
    public void only(Set<String> known, Set<String> leftOut) {
        node.fieldNames().forEachRemaining(name -> {
            if (leftOut.contains(name)) {
                child(name, node.path(name)).warn("it is left out");
            } else if (!known.contains(name)) {
                child(name, node.path(name)).problem("not supported here");
            }
        });
    }

    public void problem(String reason) {
        document.problems.add(new ApiProblem(pointer, reason));
    }

    /// Reports that a member is missing, at its own pointer.
    public void missing(String name) {
        document.problems.add(new ApiProblem(pointer + "/" + Json.pointerToken(name), "missing"));
    }

    /// Reports that this is valid but cannot be served here.
    ///
    /// @param reason such as `service dynamodb`
    public void notHere(String reason) {
        document.notHere.add(new ApiProblem(pointer, reason));
    }

    /// Reports a part that API Gateway accepts and ignores.
    public void warn(String reason) {
        document.warnings.add(new ApiProblem(pointer, reason));
    }

    /// The warnings about the parts read so far.
    public List<ApiProblem> warnings() {
        return List.copyOf(document.warnings);
    }

    /// The parts read so far that cannot be served here.
    public List<ApiProblem> notHere() {
        return List.copyOf(document.notHere);
    }

    private OpenApiNode child(String name, JsonNode child) {
        return new OpenApiNode(document, child, pointer + "/" + Json.pointerToken(name));
    }

    private OpenApiNode resolved() {
        String reference = node.path("$ref").asText("");
        if (!reference.startsWith("#/")) {
            return this;
        }
        JsonNode target = document.root.at(reference.substring(1));
        if (target.isMissingNode()) {
            problem("$ref " + reference + " is nowhere in the document");
        }
        return new OpenApiNode(document, target, reference.substring(1));
    }
}
