// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start with a folder of data and an unchanged template changes nothing: CloudFormation generates a secret when
/// it is made or its GenerateSecretString changes
/// ([AWS::SecretsManager::Secret](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html)).
class RestartedTemplateTest {
    @TempDir
    Path folder;

    @Test
    void aGeneratedSecretIsGeneratedOnceUntilItsDescriptionChanges() throws Exception {
        JsonNode first = secret(40, 1);
        JsonNode second = secret(40, 2);
        JsonNode third = secret(50, 3);

        assertThat(second).isEqualTo(first);
        assertThat(third.path("SecretString").textValue()).hasSize(50);
    }

    /// Starts a runtime, reads the secret and stops the runtime.
    ///
    /// @param seed of the ids and random numbers
    private JsonNode secret(int length, long seed) throws Exception {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, """
                Resources:
                  Secret:
                    Type: AWS::SecretsManager::Secret
                    Properties: {Name: s, GenerateSecretString: {PasswordLength: %d, ExcludePunctuation: true}}
                """.formatted(length));
        try (VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
                LocalRuntime runtime = LocalRuntime.start(
                        RuntimeOptions.of(template).withData(new DataOptions(folder.resolve("data"), Sync.NEVER)),
                        new RuntimeDependencies(time, ExecutionIds.seeded(seed), RuntimeLog.NONE))) {
            return runtime.call("secretsmanager", "GetSecretValue", Json.parse("{\"SecretId\":\"s\"}"))
                    .toCompletableFuture()
                    .join();
        }
    }
}
