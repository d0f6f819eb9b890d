// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.ssm.Parameters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Dynamic references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html)
/// with the names of its examples.
class DynamicReferencesTest {
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";

    private final Account account = new Account("aws", "us-east-1", "123456789012");
    private final InstantSource time = InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
    private final Parameters parameters = new Parameters(account, time);
    private final Secrets secrets =
            new Secrets(account, time, () -> UUID.randomUUID().toString(), new Random(7));
    private final DynamicReferences references = new DynamicReferences(parameters, secrets);
    private String arn = "";

    @BeforeEach
    void fill() {
        put("{'Name':'S3AccessControl','Type':'String','Value':'Private'}");
        put("{'Name':'S3AccessControl','Overwrite':true,'Value':'PublicRead'}");
        put("{'Name':'IAMUserPassword','Type':'SecureString','Value':'hush'}");
        arn = secrets.perform("CreateSecret", Json.parse("""
                        {"Name": "MySecret", "ClientRequestToken": "%s",
                         "SecretString": "{\\"username\\": \\"admin\\", \\"password\\": \\"$1{{resolve:ssm:x}}\\", \\"port\\": 5432}"}
                        """.formatted(FIRST)))
                .path("ARN")
                .asText();
        secrets.perform("CreateSecret", Json.parse("{\"Name\": \"plain\", \"SecretString\": \"text\"}"));
        secrets.perform("CreateSecret", Json.parse("{\"Name\": \"binary\", \"SecretBinary\": \"AAEC\"}"));
    }

    private void put(String members) {
        parameters.perform("PutParameter", Json.parse(members.replace('\'', '"')));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no reference | no reference",
                "{{resolve:ssm:S3AccessControl:1}} | Private",
                "{{resolve:ssm:S3AccessControl}} | PublicRead",
                "a {{resolve:ssm:S3AccessControl:1}} b {{resolve:ssm:S3AccessControl:2}} | a Private b PublicRead",
                "{{resolve:ssm-secure:IAMUserPassword:1}} | hush",
                "{{resolve:secretsmanager:MySecret:SecretString:username}} | admin",
                "{{resolve:secretsmanager:MySecret:SecretString:port}} | 5432",
                "{{resolve:secretsmanager:MySecret:SecretString:username:AWSCURRENT}} | admin",
                "{{resolve:secretsmanager:MySecret:SecretString:username::00000000-0000-0000-0000-000000000001}} | admin",
                "{{resolve:secretsmanager:ARN:SecretString:username::}} | admin",
                "{{resolve:secretsmanager:plain}} | text",
                "{{resolve:secretsmanager:plain:SecretString}} | text",
                "{{resolve:secretsmanager:plain:SecretString::AWSCURRENT}} | text",
                "{{resolve:secretsmanager:MySecret:SecretString:password}} | $1{{resolve:ssm:x}}",
            })
    void aReferenceIsReplacedByItsValue(String text, String value) {
        assertThat(references.resolve(text.replace("ARN", arn))).isEqualTo(value);
    }

    @Test
    void aSecretsArnAloneIsTheWholeSecret() {
        assertThat(references.resolve("{{resolve:secretsmanager:" + arn + "}}")).startsWith("{\"username\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{resolve:ssm:no}} | Parameter no not found.",
                "{{resolve:ssm:S3AccessControl:9}} | could not find version 9 of S3AccessControl",
                "{{resolve:ssm:S3AccessControl:live}} | with a number for a version",
                "{{resolve:ssm:IAMUserPassword}} | SecureString, which ssm-secure refers to",
                "{{resolve:ssm-secure:S3AccessControl}} | String, which ssm refers to",
                "{{resolve:secretsmanager:no}} | Secrets Manager can't find the specified secret.",
                "{{resolve:secretsmanager:MySecret:SecretString:nothing}} | the secret has no nothing",
                "{{resolve:secretsmanager:plain:SecretString:key}} | the secret is not JSON, so it has no key",
                "{{resolve:secretsmanager:binary}} | the secret is binary",
                "{{resolve:secretsmanager:MySecret:SecretBinary}} | after the secret come SecretString",
                "{{resolve:secretsmanager:MySecret:SecretString:username:AWSCURRENT:00000000-0000-0000-0000-000000000001}} | not both",
                "{{resolve:secretsmanager:MySecret:SecretString:a:b:c:d}} | after the secret come SecretString",
                "{{resolve:dynamodb:x}} | the services are ssm, ssm-secure and secretsmanager, not dynamodb",
                "{{resolve:ssm}} | a dynamic reference is {{resolve:service-name:reference-key}}",
            })
    void unresolvableReferencesAreRefusedByName(String reference, String reason) {
        assertThatThrownBy(() -> references.resolve(reference))
                .isInstanceOf(DynamicReferenceException.class)
                .hasMessageStartingWith(reference + ": ")
                .hasMessageContaining(reason);
    }
}
