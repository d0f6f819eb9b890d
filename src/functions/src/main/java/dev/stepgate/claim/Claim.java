// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import dev.stepgate.handler.Refused;
import dev.stepgate.handler.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The input of an execution in place of a body that is too long for it: `{"claim": {"bucket", "key",
/// "size", "sha256"}}`. [Bodies#redeem] returns the body.
///
/// A claim is valid only for the execution whose name is in its key: a client can write a claim into the
/// body of `POST /execute`, but not a key that contains the name of its own execution and leads to somebody
/// else's body.
///
/// @param key `bodies/EXECUTION/SHA-256` or `uploads/EXECUTION/SHA-256`
/// @param size in bytes
/// @param sha256 of the body, 64 hexadecimal digits
public record Claim(String bucket, String key, long size, String sha256) {

    /// Returns the claim in the input of a task, `{"bucket": that of the bodies, "execution": name, "input": the
    /// execution's input}`; empty when that input is an ordinary body.
    ///
    /// @throws Refused for any other claim: a client may have written it, and could otherwise choose the host
    /// that gets the function's signed request
    public static Optional<Claim> in(Object taskInput) {
        if (taskInput instanceof Map<?, ?> task
                && task.get("execution") instanceof String execution
                && task.get("input") instanceof Map<?, ?> input
                && input.size() == 1
                && input.get("claim") instanceof Map<?, ?> claim) {
            return Optional.of(read(claim, execution, task));
        }
        return Optional.empty();
    }

    private static Claim read(Map<?, ?> members, String execution, Map<?, ?> task) {
        if (members.get("bucket") instanceof String bucket
                && bucket.equals(task.get("bucket"))
                && members.get("key") instanceof String key
                && members.get("size") instanceof Number size
                && members.get("sha256") instanceof String sha256
                && Sha256.isOne(sha256)
                && isOf(key, "/" + execution + "/" + sha256)) {
            return new Claim(bucket, key, size.longValue(), sha256);
        }
        throw new Refused("the claim is not one of the execution " + execution);
    }

    /// Compares without a pattern: the claim may be written by a client.
    private static boolean isOf(String key, String end) {
        return key.equals("bodies" + end) || key.equals("uploads" + end);
    }

    static Claim to(String bucket, String execution, byte[] body) {
        String sha256 = Sha256.of(body);
        return new Claim(bucket, "bodies/" + execution + "/" + sha256, body.length, sha256);
    }

    boolean isTo(byte[] body) {
        return body.length == size && Sha256.of(body).equals(sha256);
    }

    /// Returns the execution's input.
    String json() {
        return "{\"claim\":{\"bucket\":\"" + bucket + "\",\"key\":\"" + key + "\",\"size\":" + size + ",\"sha256\":\""
                + sha256 + "\"}}";
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
