// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The [user guide](https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html) and the [API
/// reference](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html).
class SecretsTest {
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";
    private static final String THIRD = "00000000-0000-0000-0000-000000000003";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Secrets secrets = new Secrets(
            new Account("aws", "us-east-1", "123456789012"),
            time,
            () -> UUID.randomUUID().toString(),
            new Random(7));

    @Test
    void aSecretIsFoundByNameByArnAndByTheBeginningOfItsArn() {
        String arn = create("shop/db").path("ARN").asText();

        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-[A-Za-z0-9]{6}");
        JsonNode value = call("GetSecretValue", "{'SecretId':'shop/db'}");
        assertThat(value).isEqualTo(Json.parse("""
                {"ARN": "%s", "Name": "shop/db", "VersionId": "%s", "SecretString": "one",
                 "VersionStages": ["AWSCURRENT"], "CreatedDate": 1735689600.0}
                """.formatted(arn, FIRST)));
        assertThat(call("GetSecretValue", "{'SecretId':'" + arn + "'}")).isEqualTo(value);
        assertThat(call("GetSecretValue", "{'SecretId':'" + arn.substring(0, arn.length() - 7) + "'}"))
                .isEqualTo(value);
    }

    @Test
    void aNewValueMakesTheOldOneThePrevious() {
        create("a");
        JsonNode put =
                call("PutSecretValue", "{'SecretId':'a','SecretString':'two','ClientRequestToken':'" + SECOND + "'}");

        assertThat(put.path("VersionStages")).isEqualTo(Json.parse("[\"AWSCURRENT\"]"));
        assertThat(text("{'SecretId':'a'}")).isEqualTo("two");
        assertThat(text("{'SecretId':'a','VersionStage':'AWSPREVIOUS'}")).isEqualTo("one");
        assertThat(text("{'SecretId':'a','VersionId':'" + FIRST + "'}")).isEqualTo("one");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").path("VersionIdsToStages"))
                .isEqualTo(Json.parse("{\"" + FIRST + "\":[\"AWSPREVIOUS\"],\"" + SECOND + "\":[\"AWSCURRENT\"]}"));
    }

    @Test
    void aStagingLabelOfOnesOwnLeavesTheCurrentValueAlone() {
        create("a");
        call(
                "PutSecretValue",
                "{'SecretId':'a','SecretString':'next','VersionStages':['AWSPENDING'],'ClientRequestToken':'" + SECOND
                        + "'}");
        assertThat(text("{'SecretId':'a'}")).isEqualTo("one");
        assertThat(text("{'SecretId':'a','VersionStage':'AWSPENDING'}")).isEqualTo("next");

        call(
                "UpdateSecretVersionStage",
                "{'SecretId':'a','VersionStage':'AWSCURRENT','RemoveFromVersionId':'" + FIRST + "','MoveToVersionId':'"
                        + SECOND + "'}");

        assertThat(text("{'SecretId':'a'}")).isEqualTo("next");
        assertThat(text("{'SecretId':'a','VersionStage':'AWSPREVIOUS'}")).isEqualTo("one");
    }

    @Test
    void aVersionWithoutLabelsIsListedOnRequest() {
        create("a");
        call("UpdateSecret", "{'SecretId':'a','SecretString':'two','ClientRequestToken':'" + SECOND + "'}");
        call("UpdateSecret", "{'SecretId':'a','SecretString':'three','ClientRequestToken':'" + THIRD + "'}");

        assertThat(versions("{'SecretId':'a'}")).containsExactly(SECOND, THIRD);
        assertThat(versions("{'SecretId':'a','IncludeDeprecated':true}")).containsExactly(FIRST, SECOND, THIRD);
        assertThat(call("ListSecretVersionIds", "{'SecretId':'a','IncludeDeprecated':true}")
                        .path("Versions")
                        .path(0))
                .isEqualTo(Json.parse("{\"VersionId\":\"" + FIRST
                        + "\",\"KmsKeyIds\":[\"DefaultEncryptionKey\"],\"CreatedDate\":1735689600.0}"));
    }

    /// Recorded from AWS in LocalStack's `test_update_secret_version_stages_current_pending`.
    @Test
    void aVersionThatIsNoLongerCurrentIsNotPendingEither() {
        create("a");
        put(SECOND, "AWSPENDING");
        call(
                "UpdateSecretVersionStage",
                "{'SecretId':'a','VersionStage':'AWSCURRENT','RemoveFromVersionId':'" + FIRST + "','MoveToVersionId':'"
                        + SECOND + "'}");
        assertThat(stages(SECOND)).containsExactly("AWSCURRENT", "AWSPENDING");

        put(THIRD, "AWSCURRENT");

        assertThat(stages(SECOND)).containsExactly("AWSPREVIOUS");
        assertThat(stages(THIRD)).containsExactly("AWSCURRENT");
    }

    /// The day is that of the [API
    /// reference](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html).
    @Test
    void theDayOfTheLastReadingIsKept() throws Exception {
        create("a");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").has("LastAccessedDate"))
                .isFalse();
        time.advance(Duration.ofHours(30));

        assertThat(text("{'SecretId':'a'}")).isEqualTo("one");

        double day = Instant.parse("2025-01-02T00:00:00Z").getEpochSecond();
        assertThat(call("DescribeSecret", "{'SecretId':'a'}")
                        .path("LastAccessedDate")
                        .asDouble())
                .isEqualTo(day);
        assertThat(call("ListSecretVersionIds", "{'SecretId':'a'}")
                        .path("Versions")
                        .path(0)
                        .path("LastAccessedDate")
                        .asDouble())
                .isEqualTo(day);
    }

    /// Recorded from AWS in LocalStack's `test_delete_non_existent_secret_returns_as_if_secret_exists`.
    @Test
    void aSecretThatIsNotThereIsDeletedByForce() {
        JsonNode deleted = call("DeleteSecret", "{'SecretId':'no','ForceDeleteWithoutRecovery':true}");

        assertThat(deleted.path("Name").asText()).isEqualTo("no");
        assertThat(deleted.path("ARN").asText()).contains(":secret:no-");
        assertThat(deleted.path("DeletionDate").asDouble()).isEqualTo(1735689600.0);
    }

    @Test
    void theSameRequestOnceMoreChangesNothing() {
        create("a");

        assertThat(create("a").path("VersionId").asText()).isEqualTo(FIRST);
        assertThatThrownBy(() -> call(
                        "PutSecretValue",
                        "{'SecretId':'a','SecretString':'other','ClientRequestToken':'" + FIRST + "'}"))
                .hasMessageStartingWith("You can't use ClientRequestToken " + FIRST);
    }

    @Test
    void binaryValuesAreKept() {
        call("CreateSecret", "{'Name':'b','SecretBinary':'AAEC','ClientRequestToken':'" + FIRST + "'}");

        JsonNode value = call("GetSecretValue", "{'SecretId':'b'}");

        assertThat(value.path("SecretBinary").asText()).isEqualTo("AAEC");
        assertThat(value.has("SecretString")).isFalse();
    }

    @Test
    void aDeletedSecretCanBeRestoredUntilItsWindowIsOver() throws Exception {
        create("a");
        JsonNode deleted = call("DeleteSecret", "{'SecretId':'a','RecoveryWindowInDays':7}");
        assertThat(deleted.path("DeletionDate").asDouble()).isEqualTo(1736294400.0);
        assertThatThrownBy(() -> text("{'SecretId':'a'}"))
                .hasMessage("You can't perform this operation on the secret because it was marked for deletion.");
        assertThat(names("{}")).isEmpty();
        assertThat(names("{'IncludePlannedDeletion':true}")).containsExactly("a");

        call("RestoreSecret", "{'SecretId':'a'}");
        assertThat(text("{'SecretId':'a'}")).isEqualTo("one");

        call("DeleteSecret", "{'SecretId':'a','RecoveryWindowInDays':7}");
        time.advance(Duration.ofDays(7));
        assertThatThrownBy(() -> call("RestoreSecret", "{'SecretId':'a'}"))
                .hasMessage("Secrets Manager can't find the specified secret.");
        create("a");
    }

    @Test
    void aSecretThatIsDeletedByForceIsGoneAtOnce() {
        create("a");
        call("DeleteSecret", "{'SecretId':'a','ForceDeleteWithoutRecovery':true}");

        assertThat(names("{'IncludePlannedDeletion':true}")).isEmpty();
        create("a");
    }

    @Test
    void secretsAreListedByFilters() {
        call("CreateSecret", "{'Name':'shop/db','Description':'The Database','Tags':[{'Key':'team','Value':'red'}]}");
        call("CreateSecret", "{'Name':'shop/key'}");

        assertThat(names("{}")).containsExactly("shop/db", "shop/key");
        assertThat(filtered("name", "shop/d")).containsExactly("shop/db");
        assertThat(filtered("name", "!shop/d")).containsExactly("shop/key");
        assertThat(filtered("description", "the data")).containsExactly("shop/db");
        assertThat(filtered("description", "data the")).containsExactly("shop/db");
        assertThat(filtered("description", "database")).containsExactly("shop/db");
        assertThat(filtered("description", "atabase")).isEmpty();
        assertThat(filtered("tag-value", "red")).containsExactly("shop/db");
        assertThat(filtered("all", "shop/k")).containsExactly("shop/key");
        JsonNode page = call("ListSecrets", "{'MaxResults':1}");
        assertThat(names("{'NextToken':'" + page.path("NextToken").asText() + "'}"))
                .containsExactly("shop/key");
    }

    @Test
    void severalValuesAreReadAtATime() {
        create("a");

        JsonNode values = call("BatchGetSecretValue", "{'SecretIdList':['a','no']}");

        assertThat(values.path("SecretValues").path(0).path("SecretString").asText())
                .isEqualTo("one");
        assertThat(values.path("Errors")).isEqualTo(Json.parse("""
                [{"SecretId": "no", "ErrorCode": "ResourceNotFoundException",
                  "Message": "Secrets Manager can't find the specified secret."}]
                """));
        assertThat(call("BatchGetSecretValue", "{'Filters':[{'Key':'name','Values':['a']}]}")
                        .path("SecretValues"))
                .hasSize(1);
    }

    @Test
    void tagsAreAddedAndRemoved() {
        create("a");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").has("Tags")).isFalse();
        call("TagResource", "{'SecretId':'a','Tags':[{'Key':'k','Value':'1'},{'Key':'l','Value':'2'}]}");
        call("UntagResource", "{'SecretId':'a','TagKeys':['k']}");

        assertThat(call("DescribeSecret", "{'SecretId':'a'}").path("Tags"))
                .isEqualTo(Json.parse("[{\"Key\":\"l\",\"Value\":\"2\"}]"));
        call("UntagResource", "{'SecretId':'a','TagKeys':['l']}");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").path("Tags")).isEqualTo(Json.parse("[]"));
    }

    @Test
    void aPasswordHasEachTypeOfCharacter() {
        for (int i = 0; i < 50; i++) {
            assertThat(password("{'PasswordLength':4}"))
                    .hasSize(4)
                    .matches(".*[a-z].*")
                    .matches(".*[A-Z].*")
                    .matches(".*[0-9].*")
                    .matches(".*[^a-zA-Z0-9].*");
        }
        assertThat(password("{}")).hasSize(32).doesNotContain(" ");
        assertThat(password("{'ExcludePunctuation':true,'ExcludeNumbers':true,'ExcludeUppercase':true,"
                        + "'ExcludeCharacters':'aeiou'}"))
                .matches("[b-df-hj-np-tv-z]{32}");
    }

    @Test
    void aTemplateCanHaveASecretGenerated() {
        String text = secrets.generateSecretString(Json.parse("""
                {"SecretStringTemplate": "{\\"username\\": \\"admin\\"}", "GenerateStringKey": "password",
                 "PasswordLength": 16, "ExcludePunctuation": true}
                """));

        assertThat(Json.parse(text).path("username").asText()).isEqualTo("admin");
        assertThat(Json.parse(text).path("password").asText()).matches("[A-Za-z0-9]{16}");
        assertThat(secrets.generateSecretString(Json.parse("{\"PasswordLength\": 10}")))
                .hasSize(10);
        assertThatThrownBy(() -> secrets.generateSecretString(Json.parse("{\"GenerateStringKey\": \"k\"}")))
                .hasMessageContaining("both of SecretStringTemplate and GenerateStringKey");
    }

    /// Recorded from AWS in LocalStack's `tests/aws/services/secretsmanager/test_secretsmanager.snapshot.json`.
    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetSecretValue | {'SecretId':'no'} | ResourceNotFoundException | Secrets Manager can't find the specified secret.",
                "GetSecretValue | {'SecretId':'a','VersionStage':'AWSPREVIOUS'} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
                "GetSecretValue | {'SecretId':'a','VersionId':'00000000-0000-0000-0000-000000000009'} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for VersionId: 00000000-0000-0000-0000-000000000009",
                "GetSecretValue | {'SecretId':'a','VersionId':'00000000-0000-0000-0000-000000000001','VersionStage':'x'} | InvalidRequestException | You provided a VersionStage that is not associated to the provided VersionId.",
                "GetSecretValue | {'SecretId':'empty'} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
                "CreateSecret | {'Name':'Inv Name'} | ValidationException | Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
                "GetSecretValue | {'SecretId':'Inv Name'} | ValidationException | Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
                "CreateSecret | {'Name':'a'} | ResourceExistsException | The operation failed because the secret a already exists.",
                "CreateSecret | {'Name':'deleted'} | InvalidRequestException | You can't create this secret because a secret with this name is already scheduled for deletion.",
                "TagResource | {'SecretId':'deleted','Tags':[]} | InvalidRequestException | You can't perform this operation on the secret because it was marked for deletion.",
            })
    void refusalsHaveTheMessagesOfAws(String operation, String input, String code, String message) {
        create("a");
        call("CreateSecret", "{'Name':'empty'}");
        call("CreateSecret", "{'Name':'deleted'}");
        call("DeleteSecret", "{'SecretId':'deleted'}");

        assertThatThrownBy(() -> call(operation, input))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateSecret | {'Name':'x','SecretString':'s','SecretBinary':'AAEC'} | both a binary secret value and a string",
                "PutSecretValue | {'SecretId':'a'} | either SecretString or SecretBinary",
                "DeleteSecret | {'SecretId':'a','RecoveryWindowInDays':3} | between 7 and 30 days",
                "DeleteSecret | {'SecretId':'a','RecoveryWindowInDays':7,'ForceDeleteWithoutRecovery':true} | in conjunction with RecoveryWindowInDays",
                "GetRandomPassword | {'PasswordLength':3} | too short based on the required types",
                "BatchGetSecretValue | {} | Either 'SecretIdList' or 'Filters' must be provided, but not both.",
                "UpdateSecretVersionStage | {'SecretId':'a','VersionStage':'AWSCURRENT'} | RemoveFromVersionId can't be empty",
                "ListSecrets | {'SortBy':'name'} | SortBy and SortOrder",
                "RotateSecret | {'SecretId':'a'} | secretsmanager has no operation RotateSecret here",
            })
    void unsupportedRequestsAreRefusedByName(String operation, String input, String message) {
        create("a");

        assertThatThrownBy(() -> call(operation, input)).hasMessageContaining(message);
    }

    private JsonNode create(String name) {
        return call(
                "CreateSecret", "{'Name':'" + name + "','SecretString':'one','ClientRequestToken':'" + FIRST + "'}");
    }

    private void put(String versionId, String label) {
        call(
                "PutSecretValue",
                "{'SecretId':'a','SecretString':'next','VersionStages':['" + label + "'],'ClientRequestToken':'"
                        + versionId + "'}");
    }

    private List<String> stages(String versionId) {
        return call("DescribeSecret", "{'SecretId':'a'}")
                .path("VersionIdsToStages")
                .path(versionId)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode call(String operation, String members) {
        return secrets.perform(operation, Json.parse(members.replace('\'', '"')));
    }

    private String text(String input) {
        return call("GetSecretValue", input).path("SecretString").asText();
    }

    private String password(String input) {
        return call("GetRandomPassword", input).path("RandomPassword").asText();
    }

    private List<String> names(String input) {
        return call("ListSecrets", input)
                .path("SecretList")
                .valueStream()
                .map(secret -> secret.path("Name").asText())
                .toList();
    }

    private List<String> filtered(String key, String value) {
        return names("{'Filters':[{'Key':'" + key + "','Values':['" + value + "']}]}");
    }

    private List<String> versions(String input) {
        return call("ListSecretVersionIds", input)
                .path("Versions")
                .valueStream()
                .map(version -> version.path("VersionId").asText())
                .toList();
    }
}
