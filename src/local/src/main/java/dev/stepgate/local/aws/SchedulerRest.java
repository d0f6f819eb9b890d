// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.PercentEncoding;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EventBridge Scheduler's REST API
/// ([operations](https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html)): schedules,
/// groups and tags by their paths, the rest in the query and in a JSON body.
final class SchedulerRest implements WireProtocol {
    private static final Pattern PATH = Pattern.compile("/(?<list>schedules|schedule-groups|tags)(?:/(?<name>.+))?");
    private static final String SCOPE = "/scheduler/aws4_request";

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("GET schedules", "ListSchedules"),
            Map.entry("GET schedules/", "GetSchedule"),
            Map.entry("POST schedules/", "CreateSchedule"),
            Map.entry("PUT schedules/", "UpdateSchedule"),
            Map.entry("DELETE schedules/", "DeleteSchedule"),
            Map.entry("GET schedule-groups", "ListScheduleGroups"),
            Map.entry("GET schedule-groups/", "GetScheduleGroup"),
            Map.entry("POST schedule-groups/", "CreateScheduleGroup"),
            Map.entry("DELETE schedule-groups/", "DeleteScheduleGroup"),
            Map.entry("GET tags/", "ListTagsForResource"),
            Map.entry("POST tags/", "TagResource"),
            Map.entry("DELETE tags/", "UntagResource"));

    private static final Map<String, String> QUERY = Map.of(
            "groupName", "GroupName",
            "ScheduleGroup", "GroupName",
            "NamePrefix", "NamePrefix",
            "NextToken", "NextToken",
            "State", "State",
            "clientToken", "ClientToken");

    @Override
    public Optional<WireCall> read(HttpRequest request, Optional<String> service) {
        Matcher path = PATH.matcher(request.rawPath());
        return isMeant(request, service) && path.matches() ? Optional.of(read(request, path)) : Optional.empty();
    }

    /// Tells whether the request is for the scheduler. Other services have such paths too; the service for
    /// which the request is signed decides.
    private static boolean isMeant(HttpRequest request, Optional<String> service) {
        return service.map("scheduler"::equals)
                .orElseGet(() ->
                        request.headers().first("Authorization").orElse("").contains(SCOPE));
    }

    private static WireCall read(HttpRequest request, Matcher path) {
        String place = path.group("list") + (path.group("name") == null ? "" : "/");
        String named = request.method() + " " + place;
        return new WireCall(
                "scheduler",
                OPERATIONS.getOrDefault(named, request.method() + " " + request.rawPath()),
                () -> input(request, path),
                new RestReplies("scheduler", 200));
    }

    private static ObjectNode input(HttpRequest request, Matcher path) {
        ObjectNode input = body(request);
        if (path.group("name") != null) {
            String member = path.group("list").equals("tags") ? "ResourceArn" : "Name";
            input.put(member, PercentEncoding.decode(path.group("name")));
        }
        QUERY.forEach(
                (parameter, member) -> request.query().first(parameter).ifPresent(value -> input.put(member, value)));
        request.query().first("MaxResults").ifPresent(value -> input.put("MaxResults", number(value)));
        List<String> keys = request.query().parameters().getOrDefault("TagKeys", List.of());
        if (!keys.isEmpty()) {
            ArrayNode list = input.putArray("TagKeys");
            keys.forEach(list::add);
        }
        return input;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new AwsException(400, "SerializationException", "MaxResults must be a number, not " + text);
        }
    }

    private static ObjectNode body(HttpRequest request) {
        if (request.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (Json.parse(request.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonSyntaxException e) {
            throw new AwsException(400, "SerializationException", "The body is not JSON: " + e.getMessage());
        }
        throw new AwsException(400, "SerializationException", "The body is not a JSON object");
    }
}
