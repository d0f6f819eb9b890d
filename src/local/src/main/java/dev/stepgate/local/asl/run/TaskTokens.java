// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// The tokens of the tasks that wait for a callback. Thread-safe.
///
/// A token carries a checksum, which distinguishes a token that was valid once from a text that never was,
/// without a list of all past tokens.
final class TaskTokens {
    private static final int RANDOM_BYTES = 48;
    private static final byte[] MARK = {1, 2, 0};

    private final Map<String, TaskRun> open = new ConcurrentHashMap<>();

    static String create(RandomGenerator random) {
        byte[] token = new byte[MARK.length + RANDOM_BYTES + 4];
        random.nextBytes(token);
        System.arraycopy(MARK, 0, token, 0, MARK.length);
        int checksum = checksum(token);
        for (int i = 1; i <= 4; i++) {
            token[token.length - i] = (byte) (checksum >>> (8 * (i - 1)));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    void add(String token, TaskRun task) {
        open.put(token, task);
    }

    /// Returns the task of a token and removes it, so that nobody else can answer it.
    Optional<TaskRun> remove(String token) {
        return Optional.ofNullable(open.remove(token));
    }

    Optional<TaskRun> find(String token) {
        return Optional.ofNullable(open.get(token));
    }

    /// The tasks that end by a callback only, the oldest first.
    List<WaitingTask> waiting() {
        List<WaitingTask> all = new ArrayList<>();
        open.forEach((token, task) -> {
            if (task.awaitsCallback()) {
                all.add(task.waiting(token));
            }
        });
        all.sort(Comparator.comparing(task -> task.waiting().since()));
        return all;
    }

    int count() {
        return open.size();
    }

    /// Returns the reason why no task waits for this token.
    static CallbackAnswer refusal(String token) {
        return isWellFormed(token) ? CallbackAnswer.TASK_TIMED_OUT : CallbackAnswer.INVALID_TOKEN;
    }

    private static boolean isWellFormed(String text) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (token.length != MARK.length + RANDOM_BYTES + 4) {
            return false;
        }
        int checksum = 0;
        for (int i = 4; i >= 1; i--) {
            checksum = checksum << 8 | (token[token.length - i] & 0xff);
        }
        return checksum == checksum(token);
    }

    private static int checksum(byte[] token) {
        CRC32 crc = new CRC32();
        crc.update(token, 0, token.length - 4);
        return (int) crc.getValue();
    }
}
