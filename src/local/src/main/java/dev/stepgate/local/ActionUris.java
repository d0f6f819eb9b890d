// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The actions of AWS services that the integrations of an OpenAPI document name.
final class ActionUris {
    private static final Pattern ACTION =
            Pattern.compile("arn:[^:]+:apigateway:[^:]*:([a-z0-9-]+):action/([A-Za-z0-9]+)");

    private ActionUris() {}

    /// @param pointer of the place (RFC 6901)
    /// @param service as in an ARN: `states`
    record Called(String pointer, String service, String action) {}

    static List<Called> in(JsonNode document) {
        List<Called> found = new ArrayList<>();
        collect(document.path("paths"), "/paths", found);
        return found;
    }

    private static void collect(JsonNode node, String pointer, List<Called> found) {
        Matcher action = ACTION.matcher(node.asText(""));
        if (pointer.endsWith("/uri") && action.matches()) {
            found.add(new Called(pointer, action.group(1), action.group(2)));
        }
        node.properties()
                .forEach(member ->
                        collect(member.getValue(), pointer + "/" + Json.pointerToken(member.getKey()), found));
    }
}
