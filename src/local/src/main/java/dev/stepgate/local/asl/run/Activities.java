// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The [activities](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html) that
/// exist, their waiting tasks and their waiting workers.
public final class Activities {
    private final Time time;
    private final Map<String, Activity> byArn = new ConcurrentHashMap<>();

    Activities(Time time) {
        this.time = time;
    }

    public void create(String activityArn) {
        byArn.computeIfAbsent(activityArn, _ -> new Activity(time));
    }

    /// Deletes the activity. Tasks that already wait for it keep waiting until they time out.
    public void delete(String activityArn) {
        byArn.remove(activityArn);
    }

    /// Waits for the oldest task of the activity; the stage has an empty result when none comes within 60
    /// seconds, or when the activity does not exist.
    public CompletionStage<Optional<ActivityTask>> poll(String activityArn, Optional<String> workerName) {
        return find(activityArn).orElseGet(() -> new Activity(time)).poll(workerName);
    }

    Optional<Activity> find(String activityArn) {
        return Optional.ofNullable(byArn.get(activityArn));
    }
}
