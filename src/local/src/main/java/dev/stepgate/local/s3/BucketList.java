// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.PageToken;
import java.util.List;
import java.util.Optional;

/// Implements ListBuckets, in pages if the caller asks for them.
final class BucketList {
    private static final int MAX = 10_000;

    private BucketList() {}

    /// @param all by name
    static JsonNode of(List<Bucket> all, JsonNode input, Events events) {
        String prefix = Inputs.text(input, "Prefix");
        int size = Math.min(MAX, Inputs.number(input, "MaxBuckets", 1).orElse(MAX));
        List<Bucket> rest = rest(all, input, prefix);
        ObjectNode output = Inputs.object();
        output.set("Owner", Descriptions.owner(events.owner()));
        ArrayNode buckets = output.putArray("Buckets");
        rest.stream().limit(size).forEach(bucket -> buckets.add(entry(bucket, input, events.arn(bucket.name()))));
        if (rest.size() > size) {
            output.put("ContinuationToken", PageToken.after(rest.get(size - 1).name()));
        }
        if (!prefix.isEmpty()) {
            output.put("Prefix", prefix);
        }
        return output;
    }

    private static List<Bucket> rest(List<Bucket> all, JsonNode input, String prefix) {
        Optional<String> region = Members.text(input, "BucketRegion");
        String after = Members.text(input, "ContinuationToken")
                .filter(token -> !token.isEmpty())
                .map(Lists::decodeToken)
                .orElse("");
        return all.stream()
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(after) > 0)
                .filter(bucket -> region.isEmpty() || region.get().equals(bucket.region()))
                .toList();
    }

    /// Returns an entry; a plain list has no regions.
    private static ObjectNode entry(Bucket bucket, JsonNode input, String arn) {
        ObjectNode entry = Inputs.object()
                .put("Name", bucket.name())
                .put("CreationDate", bucket.created().getEpochSecond())
                .put("BucketArn", arn);
        boolean isPlain = !input.has("MaxBuckets") && !input.has("BucketRegion") && !input.has("Prefix");
        return isPlain ? entry : entry.put("BucketRegion", bucket.region());
    }
}
