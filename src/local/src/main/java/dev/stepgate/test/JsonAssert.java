// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/// Assertions about JSON. Values are compared: 1 equals 1.0, and the order of members does not matter.
public final class JsonAssert extends AbstractAssert<JsonAssert, JsonNode> {
    private final AssertionSubject subject;

    JsonAssert(JsonNode actual, AssertionSubject subject) {
        super(actual, JsonAssert.class);
        this.subject = subject;
    }

    /// Verifies that it equals this JSON, as [Stepgate#json] reads it.
    public JsonAssert is(String json) {
        return compare(Stepgate.json(json), JsonDifference.Extent.WHOLE);
    }

    /// Verifies that it equals this JSON, except that its objects may have further members.
    public JsonAssert includes(String json) {
        return compare(Stepgate.json(json), JsonDifference.Extent.NAMED_MEMBERS);
    }

    /// Returns assertions about the part at a [JSON pointer](https://www.rfc-editor.org/rfc/rfc6901), such as
    /// `/order/id`.
    public JsonAssert at(String pointer) {
        JsonNode part = actual.at(pointer);
        if (part.isMissingNode()) {
            throw failure("%s", subject.mismatch("to have " + pointer, "it is " + FailureText.json(actual), 0));
        }
        return new JsonAssert(part, new AssertionSubject(pointer + " of " + subject.text(), subject.table()));
    }

    private JsonAssert compare(JsonNode expected, JsonDifference.Extent extent) {
        List<String> differences = JsonDifference.between(actual, expected, extent);
        if (!differences.isEmpty()) {
            String verb = extent == JsonDifference.Extent.WHOLE ? "to be " : "to include ";
            throw failure(
                    "%s",
                    subject.mismatch(verb + FailureText.json(expected), FailureText.differing(actual, differences), 0));
        }
        return this;
    }
}
