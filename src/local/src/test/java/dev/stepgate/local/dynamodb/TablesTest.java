// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Behaviour from the [API reference](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/).
class TablesTest {
    private static final String PROVISIONED = """
            {"TableName":"tab","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"g","AttributeType":"N"}],
             "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6},
             "GlobalSecondaryIndexes":[{"IndexName":"ofG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
              "Projection":{"ProjectionType":"KEYS_ONLY"},"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2}}],
             "Tags":[{"Key":"team","Value":"blue"}]}
            """;

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestTables dynamodb = new TestTables(time);

    @Test
    void aTableIsSaidToBeCreatedAndIsActiveWhenItIsAskedFor() {
        JsonNode created = dynamodb.call("CreateTable", PROVISIONED).path("TableDescription");

        assertThat(created.path("TableStatus").asText()).isEqualTo("CREATING");
        assertThat(created.at("/GlobalSecondaryIndexes/0/IndexStatus").asText()).isEqualTo("CREATING");
        JsonNode table = describe("tab");
        assertThat(table.path("TableId").asText()).matches("[0-9a-f-]{36}");
        ((ObjectNode) table).remove("TableId");
        assertThat(Json.parse(table.toString()))
                .isEqualTo(Json.parse("""
                        {"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"g","AttributeType":"N"}],
                         "TableName":"tab","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"TableStatus":"ACTIVE",
                         "CreationDateTime":%s,
                         "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":6},
                         "TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-1:123456789012:table/tab",
                         "GlobalSecondaryIndexes":[{"IndexName":"ofG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
                          "Projection":{"ProjectionType":"KEYS_ONLY"},"IndexStatus":"ACTIVE",
                          "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":1,"WriteCapacityUnits":2},
                          "WarmThroughput":{"ReadUnitsPerSecond":1,"WriteUnitsPerSecond":2,"Status":"ACTIVE"},
                          "IndexSizeBytes":0,"ItemCount":0,"IndexArn":"arn:aws:dynamodb:us-east-1:123456789012:table/tab/index/ofG"}],
                         "DeletionProtectionEnabled":false,
                         "WarmThroughput":{"ReadUnitsPerSecond":5,"WriteUnitsPerSecond":6,"Status":"ACTIVE"}}
                        """.formatted(time.now().getEpochSecond())));
    }

    @Test
    void aTableOfATemplateIsThereAtOnce() {
        dynamodb.create("tab", "'a':'S'", "a");

        assertThat(describe("tab").path("TableStatus").asText()).isEqualTo("ACTIVE");
        assertThat(dynamodb.tables.arn("tab")).isEqualTo(TestTables.ARN + "tab");
    }

    @Test
    void anInvalidTableIsRefused() {
        assertRefused("CreateTable", "{}", "The parameter 'TableName' is required but was not present in the request");
        assertRefused(
                "CreateTable",
                TestTables.createInput("t2", "'a':'S'", "a"),
                "TableName must be at least 3 characters long and at most 255 characters long");
        assertRefused(
                "CreateTable",
                TestTables.createInput("table", "'a':'S'", "b"),
                "One or more parameter values were invalid: Some index key attributes are not defined in"
                        + " AttributeDefinitions. Keys: [b], AttributeDefinitions: [a]");
        assertRefused(
                "CreateTable",
                TestTables.createInput("table", "'a':'S','b':'S'", "a"),
                "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match"
                        + " number of attributes defined in AttributeDefinitions");
        assertRefused(
                "CreateTable",
                TestTables.createInput("table", "'a':'S'", "a").replace("PAY_PER_REQUEST", "PROVISIONED"),
                "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be"
                        + " specified when BillingMode is PROVISIONED");
        assertRefused(
                "CreateTable",
                TestTables.createInput("table", "'a':'BOOL'", "a"),
                "1 validation error detected: Value 'BOOL' at 'attributeDefinitions.1.member.attributeType' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [B, N, S]");
    }

    @Test
    void aNameIsTakenOnce() {
        dynamodb.create("table", "'a':'S'", "a");

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> dynamodb.create("table", "'a':'S'", "a"))
                .withMessage("Table already exists: table")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ResourceInUseException"));
    }

    @Test
    void tablesAreListedByName() {
        List.of("ccc", "aaa", "bbb").forEach(name -> dynamodb.create(name, "'a':'S'", "a"));

        assertThat(dynamodb.call("ListTables", "{'Limit':2}"))
                .isEqualTo(Json.parse("{\"TableNames\":[\"aaa\",\"bbb\"],\"LastEvaluatedTableName\":\"bbb\"}"));
        assertThat(dynamodb.call("ListTables", "{'ExclusiveStartTableName':'bbb'}"))
                .isEqualTo(Json.parse("{\"TableNames\":[\"ccc\"]}"));
    }

    @Test
    void aTableIsDeletedWithItsItems() {
        dynamodb.create("table", "'a':'S'", "a").put("table", "{'a':{'S':'k'}}");

        JsonNode deleted = dynamodb.call("DeleteTable", "{'TableName':'table'}");
        dynamodb.create("table", "'a':'S'", "a");

        assertThat(deleted.at("/TableDescription/TableStatus").asText()).isEqualTo("DELETING");
        assertThat(deleted.path("TableDescription").has("KeySchema"))
                .as("AWS to LocalStack's test_table_crud")
                .isFalse();
        assertThat(dynamodb.get("table", "{'a':{'S':'k'}}").isMissingNode()).isTrue();
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        dynamodb.create("table", "'a':'S'", "a");
        dynamodb.call("UpdateTable", "{'TableName':'table','DeletionProtectionEnabled':true}");

        assertRefused(
                "DeleteTable",
                "{'TableName':'table'}",
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection"
                        + " first.");
    }

    @Test
    void throughputIsChangedAndReported() {
        dynamodb.call("CreateTable", PROVISIONED);

        JsonNode updating = dynamodb.call(
                "UpdateTable",
                "{'TableName':'tab','ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':6}}");

        assertThat(updating.at("/TableDescription/TableStatus").asText()).isEqualTo("UPDATING");
        assertThat(describe("tab")
                        .at("/ProvisionedThroughput/ReadCapacityUnits")
                        .asInt())
                .isEqualTo(1);
        assertThat(describe("tab")
                        .at("/ProvisionedThroughput/NumberOfDecreasesToday")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anIndexThatIsAddedHoldsTheItemsThatAreThere() {
        dynamodb.create("table", "'a':'S'", "a");
        dynamodb.put("table", "{'a':{'S':'1'},'g':{'S':'x'}}");
        dynamodb.put("table", "{'a':{'S':'2'}}");
        dynamodb.put("table", "{'a':{'S':'3'},'g':{'N':'1'}}");

        dynamodb.call(
                "UpdateTable",
                "{'TableName':'table','AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'},"
                        + "{'AttributeName':'g','AttributeType':'S'}],'GlobalSecondaryIndexUpdates':[{'Create':"
                        + "{'IndexName':'ofG','KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],"
                        + "'Projection':{'ProjectionType':'ALL'}}}]}");

        assertThat(dynamodb.call("Scan", "{'TableName':'table','IndexName':'ofG'}")
                        .path("Items"))
                .isEqualTo(Json.parse("[{\"a\":{\"S\":\"1\"},\"g\":{\"S\":\"x\"}}]"));
        dynamodb.call(
                "UpdateTable", "{'TableName':'table','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'ofG'}}]}");
        assertRefused(
                "Scan", "{'TableName':'table','IndexName':'ofG'}", "The table does not have the specified index: ofG");
    }

    @Test
    void tagsAreSetListedAndRemoved() {
        dynamodb.call("CreateTable", PROVISIONED);
        String arn = "'ResourceArn':'" + TestTables.ARN + "tab'";
        assertThat(dynamodb.call("ListTagsOfResource", "{" + arn + "}").toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"team\",\"Value\":\"blue\"}]}");

        dynamodb.call("TagResource", "{" + arn + ",'Tags':[{'Key':'stage','Value':'test'}]}");
        dynamodb.call("UntagResource", "{" + arn + ",'TagKeys':['team']}");

        assertThat(dynamodb.call("ListTagsOfResource", "{" + arn + "}").toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"stage\",\"Value\":\"test\"}]}");
    }

    @Test
    void anItemIsGoneInTheSecondAfterItsTime() throws Exception {
        time.pause();
        dynamodb.create("table", "'a':'S'", "a");
        dynamodb.put("table", "{'a':{'S':'before'},'ttl':{'N':'1735689660'}}");
        dynamodb.call(
                "UpdateTimeToLive",
                "{'TableName':'table','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ttl'}}");
        dynamodb.put("table", "{'a':{'S':'after'},'ttl':{'N':'1735689661'}}");
        dynamodb.put("table", "{'a':{'S':'ancient'},'ttl':{'N':'1'}}");
        dynamodb.put("table", "{'a':{'S':'text'},'ttl':{'S':'1735689600'}}");

        time.advance(Duration.ofSeconds(60));
        assertThat(keys()).containsExactlyInAnyOrder("before", "after", "ancient", "text");
        time.advance(Duration.ofSeconds(1));
        assertThat(keys()).containsExactlyInAnyOrder("after", "ancient", "text");
        time.advance(Duration.ofSeconds(1));

        assertThat(keys()).containsExactlyInAnyOrder("ancient", "text");
        assertThat(dynamodb.call("DescribeTimeToLive", "{'TableName':'table'}").toString())
                .isEqualTo("{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"ttl\"}}");
    }

    @Test
    void anItemThatGetsMoreTimeStays() throws Exception {
        time.pause();
        dynamodb.create("table", "'a':'S'", "a");
        dynamodb.call(
                "UpdateTimeToLive",
                "{'TableName':'table','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ttl'}}");
        dynamodb.put("table", "{'a':{'S':'k'},'ttl':{'N':'1735689660'}}");
        dynamodb.put("table", "{'a':{'S':'k'},'ttl':{'N':'1735689760'}}");

        time.advance(Duration.ofSeconds(100));

        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aTransactionOfOneTokenHappensOnceInTenMinutes() throws Exception {
        time.pause();
        dynamodb.create("table", "'a':'S'", "a");
        String add =
                "{'ClientRequestToken':'token','TransactItems':[{'Update':{'TableName':'table','Key':{'a':{'S':'k'}},"
                        + "'UpdateExpression':'ADD n :n','ExpressionAttributeValues':{':n':{'N':'1'}}}}]}";

        dynamodb.call("TransactWriteItems", add);
        dynamodb.call("TransactWriteItems", add);

        assertThat(dynamodb.get("table", "{'a':{'S':'k'}}").at("/n/N").asText()).isEqualTo("1");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> dynamodb.call("TransactWriteItems", add.replace("'N':'1'", "'N':'2'")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("IdempotentParameterMismatchException"));
        time.advance(Duration.ofMinutes(10).plusMillis(1));
        dynamodb.call("TransactWriteItems", add);
        assertThat(dynamodb.get("table", "{'a':{'S':'k'}}").at("/n/N").asText()).isEqualTo("2");
    }

    @Test
    void limitsAndEndpointsAreDescribed() {
        dynamodb.create("table", "'a':'S'", "a");

        assertThat(dynamodb.call("DescribeLimits", "{}")
                        .path("TableMaxReadCapacityUnits")
                        .asInt())
                .isEqualTo(40_000);
        assertThat(dynamodb.call("DescribeEndpoints", "{}")
                        .at("/Endpoints/0/Address")
                        .asText())
                .isEqualTo("dynamodb.us-east-1.amazonaws.com");
        assertThat(dynamodb.call("DescribeContinuousBackups", "{'TableName':'table'}")
                        .at("/ContinuousBackupsDescription/ContinuousBackupsStatus")
                        .asText())
                .isEqualTo("ENABLED");
    }

    /// As AWS answered LocalStack's test_continuous_backup_update.
    @Test
    void pointInTimeRecoveryIsTurnedOnAndOff() {
        dynamodb.create("table", "'a':'S'", "a");
        String on = "{'TableName':'table','PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':true}}";

        JsonNode recovery = dynamodb.call("UpdateContinuousBackups", on)
                .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription");

        assertThat(recovery.path("PointInTimeRecoveryStatus").asText()).isEqualTo("ENABLED");
        assertThat(recovery.path("RecoveryPeriodInDays").asInt()).isEqualTo(35);
        assertThat(recovery.has("EarliestRestorableDateTime")).isTrue();
        assertThat(recovery.has("LatestRestorableDateTime")).isTrue();
        assertThat(dynamodb.call("DescribeContinuousBackups", "{'TableName':'table'}")
                        .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription"))
                .isEqualTo(recovery);
        assertThat(dynamodb.call("UpdateContinuousBackups", on.replace("true", "false"))
                        .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription")
                        .toString())
                .isEqualTo("{\"PointInTimeRecoveryStatus\":\"DISABLED\"}");
    }

    /// As AWS answered LocalStack's test_table_warm_throughput.
    @Test
    void warmThroughputIsReported() {
        String warm = ",'WarmThroughput':{'ReadUnitsPerSecond':1000,'WriteUnitsPerSecond':1200}}";
        String input = TestTables.createInput("table", "'a':'S'", "a").replace('"', '\'');

        JsonNode created = dynamodb.call("CreateTable", input.substring(0, input.length() - 1) + warm);

        assertThat(created.at("/TableDescription/WarmThroughput/Status").asText())
                .isEqualTo("UPDATING");
        assertThat(describe("table").path("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":1000,\"WriteUnitsPerSecond\":1200,\"Status\":\"ACTIVE\"}");
    }

    /// As AWS answered LocalStack's test_gsi_with_billing_mode.
    @Test
    void aTableOnDemandHasAWarmThroughputOfItsOwn() {
        dynamodb.call(
                "CreateTable",
                "{'TableName':'table','AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],"
                        + "'KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST'}");

        assertThat(describe("table").path("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":4000,\"Status\":\"ACTIVE\"}");
    }

    /// As AWS answered LocalStack's test_dynamodb_create_table_with_partial_sse_specification.
    @Test
    void anEncryptedTableNamesItsKey() {
        String input = TestTables.createInput("table", "'a':'S'", "a").replace('"', '\'');
        dynamodb.call("CreateTable", input.substring(0, input.length() - 1) + ",'SSESpecification':{'Enabled':true}}");

        JsonNode encryption = describe("table").path("SSEDescription");

        assertThat(encryption.path("SSEType").asText()).isEqualTo("KMS");
        assertThat(encryption.path("KMSMasterKeyArn").asText())
                .matches("arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-f-]{36}");
    }

    private JsonNode describe(String table) {
        return dynamodb.call("DescribeTable", "{'TableName':'" + table + "'}").path("Table");
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        dynamodb.call("Scan", "{'TableName':'table'}")
                .path("Items")
                .forEach(item -> keys.add(item.at("/a/S").asText()));
        return keys;
    }

    private void assertRefused(String operation, String input, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> dynamodb.call(operation, input))
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ValidationException"));
    }
}
