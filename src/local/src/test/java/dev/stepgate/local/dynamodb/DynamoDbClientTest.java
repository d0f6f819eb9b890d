// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.time.RealTime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// AWS's own Java clients, over a socket. They verify the checksum of every answer.
class DynamoDbClientTest {

    private final RealTime time = new RealTime();
    private HttpServer server;
    private DynamoDbClient client;
    private DynamoDbStreamsClient streams;

    @BeforeEach
    void start() {
        Account account = new Account("aws", "us-east-1", "123456789012");
        Tables tables = new Tables(account, time, () -> UUID.randomUUID().toString());
        server = HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.awsEndpoint(),
                ServerHandlers.http(new AwsEndpoint(List.of(tables))));
        client = configured(DynamoDbClient.builder()).build();
        streams = configured(DynamoDbStreamsClient.builder()).build();
        client.createTable(create -> create.tableName("table")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("a")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("a")
                        .keyType(KeyType.HASH)
                        .build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    @AfterEach
    void stop() {
        client.close();
        streams.close();
        server.close();
        time.close();
    }

    @Test
    void aWaiterSeesTheTable() {
        TableStatus status = client.waiter()
                .waitUntilTableExists(describe -> describe.tableName("table"))
                .matched()
                .response()
                .orElseThrow()
                .table()
                .tableStatus();

        assertThat(status).isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void itemsOfEveryTypeAreReadAsTheyWereWritten() {
        Map<String, AttributeValue> item = Map.of(
                "a", text("k"),
                "n", AttributeValue.fromN("12345678901234567890123456789012345678"),
                "b", AttributeValue.fromB(SdkBytes.fromUtf8String("ü")),
                "t", AttributeValue.fromBool(true),
                "u", AttributeValue.fromNul(true),
                "s", AttributeValue.fromSs(List.of("x", "y")),
                "l", AttributeValue.fromL(List.of(text(""), AttributeValue.fromM(Map.of("z", text("ß"))))));

        client.putItem(put -> put.tableName("table").item(item));

        assertThat(client.getItem(get -> get.tableName("table").key(Map.of("a", text("k"))))
                        .item())
                .isEqualTo(item);
    }

    @Test
    void refusalsAreTheClientsExceptions() {
        client.putItem(put -> put.tableName("table").item(Map.of("a", text("k"), "b", text("x"))));

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> client.putItem(put -> put.tableName("table")
                        .item(Map.of("a", text("k")))
                        .conditionExpression("attribute_not_exists(a)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(refusal -> assertThat(refusal.item()).containsEntry("b", text("x")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.getItem(get -> get.tableName("absent").key(Map.of("a", text("k")))))
                .withMessageContaining("Requested resource not found");
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> client.getItem(get -> get.tableName("table").key(Map.of("b", text("k")))))
                .withMessageContaining("The provided key element does not match the schema")
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void aCancelledTransactionHasItsReasons() {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(action -> action.tableName("table").item(Map.of("a", text("1"))))
                .build();
        TransactWriteItem check = TransactWriteItem.builder()
                .conditionCheck(action -> action.tableName("table")
                        .key(Map.of("a", text("2")))
                        .conditionExpression("attribute_exists(a)"))
                .build();

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> client.transactWriteItems(write -> write.transactItems(List.of(put, check))))
                .satisfies(refusal -> assertThat(
                                refusal.cancellationReasons().stream().map(CancellationReason::code))
                        .containsExactly("None", "ConditionalCheckFailed"));
    }

    @Test
    void pagesAreReadToTheirEnd() {
        IntStream.range(0, 30)
                .forEach(i -> client.putItem(put -> put.tableName("table").item(Map.of("a", text("" + i)))));

        assertThat(client.scanPaginator(scan -> scan.tableName("table").limit(7)).items().stream())
                .hasSize(30);
    }

    @Test
    void writesOfManyCallersAreAllCounted() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                calls.add(callers.submit(() -> client.updateItem(update -> update.tableName("table")
                        .key(Map.of("a", text("counter")))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))));
            }
        }
        for (Future<?> call : calls) {
            call.get();
        }

        assertThat(client.getItem(get -> get.tableName("table").key(Map.of("a", text("counter"))))
                        .item())
                .containsEntry("n", AttributeValue.fromN("100"));
    }

    @Test
    void aStreamIsRead() {
        client.putItem(put -> put.tableName("table").item(Map.of("a", text("k"))));
        String arn = streams.listStreams(list -> list.tableName("table"))
                .streams()
                .getFirst()
                .streamArn();
        String shard = streams.describeStream(describe -> describe.streamArn(arn))
                .streamDescription()
                .shards()
                .getFirst()
                .shardId();
        String iterator = streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();

        List<Record> records =
                streams.getRecords(get -> get.shardIterator(iterator)).records();

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().dynamodb().newImage()).isEqualTo(Map.of("a", text("k")));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    }
}
