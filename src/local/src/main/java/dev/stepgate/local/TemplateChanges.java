// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.SourceLocation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The differences between two readings of a template, apart from source locations.
record TemplateChanges(List<Change> all) {

    /// A resource that was added, removed or changed.
    sealed interface Change {
        Resource resource();

        record Added(Resource resource) implements Change {}

        record Changed(Resource before, Resource resource) implements Change {}

        record Removed(Resource resource) implements Change {}

        /// A resource with another name replaces the previous one.
        static List<Change> of(Resource before, Resource after) {
            boolean isReplaced = before instanceof Resource.ApiOperation one
                    && after instanceof Resource.ApiOperation other
                    && !names(one).equals(names(other));
            return isReplaced ? List.of(new Added(after), new Removed(before)) : List.of(new Changed(before, after));
        }

        private static List<JsonNode> names(Resource.ApiOperation made) {
            return Stream.of("Name", "Rule", "GroupName", "EventBusName")
                    .map(made.input()::path)
                    .toList();
        }
    }

    static TemplateChanges between(CheckedTemplate before, CheckedTemplate after) {
        Map<String, Resource> old = byKey(before.template().resources());
        Map<String, Resource> now = byKey(after.template().resources());
        Map<String, FunctionState> functions = FunctionState.of(before);
        Map<String, FunctionState> functionsNow = FunctionState.of(after);
        List<Change> changes = new ArrayList<>();
        now.forEach((key, resource) -> {
            Resource known = old.get(key);
            String id = resource.logicalId();
            if (known == null) {
                changes.add(new Change.Added(resource));
            } else if (!same(known, resource)
                    || resource instanceof Resource.Function
                            && !Objects.equals(functions.get(id), functionsNow.get(id))) {
                changes.addAll(Change.of(known, resource));
            }
        });
        old.keySet().removeAll(now.keySet());
        old.values().forEach(resource -> changes.add(new Change.Removed(resource)));
        return new TemplateChanges(List.copyOf(changes));
    }

    boolean concernApis() {
        return all.stream().map(Change::resource).anyMatch(Resource.Api.class::isInstance);
    }

    /// The state of a function beyond its template: the location of its code, or why it is not here.
    private record FunctionState(FunctionConfiguration configuration, String notHere) {
        static Map<String, FunctionState> of(CheckedTemplate checked) {
            return checked.functions().stream()
                    .collect(Collectors.toMap(
                            FunctionConfiguration::logicalId,
                            function -> new FunctionState(
                                    function, checked.functionsNotHere().getOrDefault(function.logicalId(), ""))));
        }
    }

    /// Returns the resources by a key; several may come from one declaration, always in the same order.
    static Map<String, Resource> byKey(List<Resource> resources) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Resource> byKey = new LinkedHashMap<>();
        for (Resource resource : resources) {
            String operation = resource instanceof Resource.ApiOperation made ? made.operation() : "";
            String key = resource.getClass().getSimpleName() + " " + resource.logicalId() + " " + operation;
            byKey.put(key + " " + counts.merge(key, 1, Integer::sum), resource);
        }
        return byKey;
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof SourceLocation) {
            return true;
        }
        if (one instanceof Document document && other instanceof Document document2) {
            return document.json().equals(document2.json());
        }
        if (!(one instanceof Record) || one.getClass() != other.getClass()) {
            return one.equals(other);
        }
        for (RecordComponent part : one.getClass().getRecordComponents()) {
            if (!same(value(part, one), value(part, other))) {
                return false;
            }
        }
        return true;
    }

    private static Object value(RecordComponent part, Object record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
