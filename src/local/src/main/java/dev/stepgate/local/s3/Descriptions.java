// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.Map;
import java.util.TreeMap;

/// Describes objects in outputs.
final class Descriptions {
    private Descriptions() {}

    /// Returns everything except size and bytes, as in GetObject and HeadObject.
    static ObjectNode of(StoredObject object, JsonNode input) {
        ObjectNode output = Inputs.object();
        output.put("AcceptRanges", "bytes");
        output.put("LastModified", object.lastModified().getEpochSecond());
        output.put("ETag", object.etag());
        system(object, input, output);
        Encryption.describe(object.metadata(), output);
        ObjectNode metadata = output.putObject("Metadata");
        new TreeMap<>(object.metadata().user()).forEach(metadata::put);
        int tags = object.metadata().tags().size();
        if (tags > 0) {
            output.put("TagCount", tags);
        }
        return output;
    }

    /// Adds the system metadata; the reader may ask for other values in the answer than the object has.
    private static void system(StoredObject object, JsonNode input, ObjectNode output) {
        Map<String, String> system = object.metadata().system();
        for (String name : MetadataInput.SYSTEM) {
            String value = Members.text(input, "Response" + name).orElse(system.getOrDefault(name, ""));
            boolean isDefault = name.equals("StorageClass") && value.equals("STANDARD");
            if (!value.isEmpty() && !isDefault) {
                output.put(name, value);
            }
        }
    }

    /// Describes an account, with the name that S3 left out in November 2025 and older clients read.
    static ObjectNode owner(String id) {
        return Inputs.object().put("DisplayName", "local").put("ID", id);
    }
}
