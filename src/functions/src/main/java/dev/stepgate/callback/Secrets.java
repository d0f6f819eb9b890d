// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The values of secrets: the current one and, as long as Secrets Manager keeps it, the previous one, so that
/// requests signed before a rotation stay valid. A value is fetched again after five minutes, or after ten seconds for
/// a request that none of the known values has signed: the secret may have been rotated.
final class Secrets {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration ROTATED = Duration.ofSeconds(10);
    private static final List<String> STAGES = List.of("AWSCURRENT", "AWSPREVIOUS");

    private final SecretsManagerClient secretsManager;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Secrets(SecretsManagerClient secretsManager, Clock clock) {
        this.secretsManager = secretsManager;
        this.clock = clock;
    }

    static Secrets ofSecretsManager() {
        return new Secrets(
                SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Clock.systemUTC());
    }

    private record Known(Instant asked, List<String> values) {}

    /// Returns the values, the current one first.
    List<String> of(String secretArn) {
        return notOlderThan(FRESH, secretArn);
    }

    /// Returns the values after a rotation that may just have taken place.
    List<String> rotated(String secretArn) {
        return notOlderThan(ROTATED, secretArn);
    }

    private List<String> notOlderThan(Duration age, String secretArn) {
        Instant now = clock.instant();
        return known.compute(
                        secretArn,
                        (arn, last) ->
                                last != null && now.isBefore(last.asked().plus(age)) ? last : new Known(now, ask(arn)))
                .values();
    }

    private List<String> ask(String secretArn) {
        List<String> values = new ArrayList<>();
        STAGES.forEach(stage -> ask(secretArn, stage).ifPresent(values::add));
        if (values.isEmpty()) {
            throw new IllegalStateException("the secret has no value: " + secretArn);
        }
        return values;
    }

    private Optional<String> ask(String secretArn, String stage) {
        try {
            return Optional.of(secretsManager
                    .getSecretValue(request -> request.secretId(secretArn).versionStage(stage))
                    .secretString());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
