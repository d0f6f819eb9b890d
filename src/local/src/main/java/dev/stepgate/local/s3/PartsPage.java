// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A page of parts: those after a number.
///
/// @param marker the number before the page
/// @param size maximum number of parts on a page
/// @param truncated true when more follow
record PartsPage(List<ObjectPart> parts, int marker, int size, boolean truncated) {

    static PartsPage of(List<ObjectPart> all, JsonNode input) {
        int marker = Inputs.number(input, "PartNumberMarker", 0).orElse(0);
        int size = Inputs.pageSize(input, "MaxParts");
        List<ObjectPart> after =
                all.stream().filter(part -> part.number() > marker).toList();
        return new PartsPage(after.stream().limit(size).toList(), marker, size, after.size() > size);
    }

    void putInto(ObjectNode output) {
        output.put("PartNumberMarker", marker);
        output.put("NextPartNumberMarker", parts.isEmpty() ? 0 : parts.getLast().number());
        output.put("MaxParts", size);
        output.put("IsTruncated", truncated);
    }
}
