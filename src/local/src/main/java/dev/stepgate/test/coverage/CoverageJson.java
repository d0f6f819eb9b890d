// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Converts coverage to and from the form in which a file keeps it.
final class CoverageJson {
    private CoverageJson() {}

    /// @param run identifies this run, in all its JVMs
    static ObjectNode write(String run, List<MachineCoverage> machines) {
        ObjectNode json = Json.mapper().createObjectNode().put("run", run);
        ArrayNode all = json.putArray("machines");
        for (MachineCoverage machine : machines) {
            ObjectNode member = all.addObject();
            member.put("template", machine.template()).put("machine", machine.machine());
            member.put("definition", machine.definition());
            count(member.putObject("states"), machine, Element.Kind.STATE);
            count(member.putObject("transitions"), machine, Element.Kind.TRANSITION);
            ArrayNode elements = member.putArray("elements");
            machine.elements()
                    .forEach((element, taken) -> elements.add(element(element).put("taken", taken)));
        }
        return json;
    }

    private static void count(ObjectNode counts, MachineCoverage machine, Element.Kind kind) {
        counts.put("all", machine.all(kind)).put("taken", machine.taken(kind));
    }

    private static ObjectNode element(Element element) {
        ObjectNode json = Json.mapper().createObjectNode();
        return json.put("kind", element.kind().name())
                .put("name", element.name())
                .put("pointer", element.pointer())
                .put("place", element.place());
    }

    static List<MachineCoverage> read(JsonNode json) {
        List<MachineCoverage> machines = new ArrayList<>();
        for (JsonNode machine : json.path("machines")) {
            Map<Element, Boolean> elements = new LinkedHashMap<>();
            for (JsonNode element : machine.path("elements")) {
                elements.put(element(element), element.path("taken").asBoolean());
            }
            machines.add(new MachineCoverage(
                    machine.path("template").asText(),
                    machine.path("machine").asText(),
                    machine.path("definition").asText(),
                    elements));
        }
        return machines;
    }

    private static Element element(JsonNode json) {
        return new Element(
                Element.Kind.valueOf(json.path("kind").asText()),
                json.path("name").asText(),
                json.path("pointer").asText(),
                json.path("place").asText());
    }
}
