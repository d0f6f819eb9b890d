// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a mock configuration. It is not an error if a response is never used, or has no entries.
final class MockConfigurationReader {
    private static final Pattern INVOCATIONS = Pattern.compile("(?<first>\\d{1,9})(?:-(?<last>\\d{1,9}))?");

    private final List<String> problems = new ArrayList<>();

    private MockConfigurationReader() {}

    static MockConfiguration read(Path file) {
        MockConfigurationReader reader = new MockConfigurationReader();
        Map<String, Map<String, TestCase>> machines = reader.configuration(reader.json(file));
        if (!reader.problems.isEmpty()) {
            throw new MockConfigurationException(file, reader.problems);
        }
        return new MockConfiguration(file, machines);
    }

    private JsonNode json(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (JsonSyntaxException e) {
            problems.add("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            problems.add("cannot be read: " + e);
        }
        return MissingNode.getInstance();
    }

    private Map<String, Map<String, TestCase>> configuration(JsonNode root) {
        Map<String, Map<String, TestCase>> machines = new LinkedHashMap<>();
        if (root.isMissingNode()) {
            return machines;
        }
        object(root, "", Set.of("StateMachines", "MockedResponses"));
        Map<String, MockedResponse> responses = new LinkedHashMap<>();
        members(root.path("MockedResponses"), "/MockedResponses")
                .forEach((name, entries) -> responses.put(name, response(name, entries)));
        members(root.path("StateMachines"), "/StateMachines").forEach((name, machine) -> {
            object(machine, "/StateMachines/" + name, Set.of("TestCases"));
            if (machine.isObject()) {
                String place = "/StateMachines/" + name + "/TestCases";
                machines.put(name, testCases(machine.path("TestCases"), place, responses));
            }
        });
        return machines;
    }

    private Map<String, TestCase> testCases(JsonNode cases, String place, Map<String, MockedResponse> responses) {
        Map<String, TestCase> read = new LinkedHashMap<>();
        members(cases, place)
                .forEach((name, states) -> read.put(name, testCase(states, place + "/" + name, responses)));
        return read;
    }

    private TestCase testCase(JsonNode states, String place, Map<String, MockedResponse> responses) {
        Map<String, MockedResponse> byState = new LinkedHashMap<>();
        members(states, place).forEach((state, name) -> {
            MockedResponse response = responses.get(name.textValue());
            if (!name.isTextual()) {
                problem(place + "/" + state, "expected the name of a mocked response");
            } else if (response == null) {
                problem(place + "/" + state, "no mocked response '" + name.textValue() + "' in MockedResponses");
            } else {
                byState.put(state, response);
            }
        });
        return new TestCase(byState);
    }

    private MockedResponse response(String name, JsonNode entries) {
        String place = "/MockedResponses/" + name;
        List<MockedResponse.Entry> read = new ArrayList<>();
        members(entries, place)
                .forEach((key, value) -> entry(key, value, place).ifPresent(entry -> {
                    read.stream()
                            .filter(entry::overlaps)
                            .findFirst()
                            .ifPresent(other -> problem(place + "/" + key, "overlaps with " + other.key()));
                    read.add(entry);
                }));
        return new MockedResponse(name, read);
    }

    private Optional<MockedResponse.Entry> entry(String key, JsonNode value, String place) {
        String at = place + "/" + key;
        Optional<MockAnswer> answer = answer(value, at);
        Matcher matcher = INVOCATIONS.matcher(key);
        if (!matcher.matches()) {
            problem(at, "expected the number of an invocation, \"0\", or a range, \"1-2\"");
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group("first"));
        int last = matcher.group("last") == null ? first : Integer.parseInt(matcher.group("last"));
        if (last < first) {
            problem(at, "the range ends before it begins");
        }
        return answer.map(found -> new MockedResponse.Entry(key, first, last, found));
    }

    private Optional<MockAnswer> answer(JsonNode value, String place) {
        object(value, place, Set.of("Return", "Throw"));
        if (value.isObject() && value.has("Return") == value.has("Throw")) {
            problem(place, "expected exactly one of Return and Throw");
            return Optional.empty();
        }
        return value.has("Throw")
                ? thrown(value.path("Throw"), place + "/Throw")
                : Optional.<JsonNode>ofNullable(value.get("Return")).map(MockAnswer.Return::new);
    }

    private Optional<MockAnswer> thrown(JsonNode value, String place) {
        object(value, place, Set.of("Error", "Cause"));
        for (String member : List.of("Error", "Cause")) {
            if (value.isObject() && !value.path(member).isTextual()) {
                problem(place + "/" + member, "expected a string");
            }
        }
        return Optional.of(new MockAnswer.Throw(
                value.path("Error").asText(), value.path("Cause").asText()));
    }

    /// Reports a value that is not an object, and unknown members.
    private void object(JsonNode value, String place, Set<String> known) {
        members(value, place).keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problem(
                        place + "/" + name,
                        "expected one of " + known.stream().sorted().toList()));
    }

    /// Returns the members; none, with a problem, when the value is not an object.
    private Map<String, JsonNode> members(JsonNode value, String place) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        } else {
            problem(place, value.isMissingNode() ? "is missing" : "expected an object");
        }
        return members;
    }

    private void problem(String place, String what) {
        problems.add((place.isEmpty() ? "/" : place) + ": " + what);
    }
}
