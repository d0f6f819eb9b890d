// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.s3.Buckets;
import dev.stepgate.local.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Distributed Maps with the objects of S3, from the pages of the developer guide on
/// [ItemReader](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html) and
/// [ResultWriter](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html). JSON
/// texts have `'` in place of `"`.
class DistributedMapObjectsTest {
    private static final String READ = "arn:aws:states:::s3:getObject";
    private static final String LIST = "arn:aws:states:::s3:listObjectsV2";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final Buckets buckets = new Buckets(
            new Account("aws", "us-east-1", "123456789012"),
            time,
            () -> UUID.randomUUID().toString());

    @BeforeEach
    void makeABucket() {
        buckets.create("data", Json.parse("{}"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("{'InputType':'JSON'}", "[1,2]", "[1,2]"),
                arguments("{}", "[1,2]", "[1,2]"),
                arguments("{'InputType':'JSON'}", "{'a':1,'b':2}", "[{'Key':'a','Value':1},{'Key':'b','Value':2}]"),
                arguments("{'InputType':'JSON','ItemsPointer':'/a/1'}", "{'a':[0,[7,8]]}", "[7,8]"),
                arguments("{'InputType':'JSON','MaxItems':2}", "[1,2,3]", "[1,2]"),
                arguments("{'InputType':'JSONL'}", "{'a':1}\n\n{'a':2}\n", "[{'a':1},{'a':2}]"),
                arguments("{'InputType':'JSONL','MaxItems':1}", "1\nnot read", "[1]"),
                arguments(
                        "{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'}",
                        "id,name\n1,\"a, \"\"b\"\"\"\r\n2,c\n",
                        "[{'id':'1','name':'a, \\'b\\''},{'id':'2','name':'c'}]"),
                arguments(
                        "{'InputType':'CSV','CSVHeaderLocation':'GIVEN','CSVHeaders':['x','y'],'CSVDelimiter':'PIPE'}",
                        "1|2\n3",
                        "[{'x':'1','y':'2'},{'x':'3','y':''}]"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anObjectHoldsTheItems(String config, String text, String items) throws Exception {
        put("k", json(text).getBytes(StandardCharsets.UTF_8));

        assertThat(succeeded(reader(READ, config, "{'Bucket':'data','Key':'k'}")))
                .isEqualTo(Json.parse(json(items)));
    }

    /// Recorded in `test_base_scenarios.py`, `test_map_item_reader_csv_headers_decl_duplicate_headers` and
    /// `test_map_item_reader_json_no_json_list_object`, of localstack/localstack.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'InputType':'CSV','CSVHeaderLocation':'GIVEN','CSVHeaders':['H1','H1','H3']} | 1,2,3 | CSV headers cannot contain duplicates.
            {'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'}                           | a,a   | CSV headers cannot contain duplicates.
            {'InputType':'JSON'}                                                          | 7     | Attempting to map over non-iterable node.
            """)
    void anObjectWithoutItemsFailsTheReader(String config, String text, String cause) throws Exception {
        put("k", text.getBytes(StandardCharsets.UTF_8));

        Outcome outcome = run(reader(READ, config, "{'Bucket':'data','Key':'k'}"), "{}");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error()).contains("States.ItemReaderFailed");
            assertThat(failed.cause()).contains(cause);
        });
    }

    @Test
    void theListOfObjectsIsTheItemsWithTheNamesOfTheGuide() throws Exception {
        put("in/a", new byte[3]);
        put("in/b", new byte[0]);
        put("out", new byte[0]);

        JsonNode items = succeeded(reader(LIST, "{}", "{'Bucket':'data','Prefix':'in/'}"));

        // md5 of no bytes; 2025-01-01T00:00:00Z
        assertThat(Json.parse(Json.write(items.get(1))))
                .isEqualTo(Json.parse(json("{'Etag':'\\'d41d8cd98f00b204e9800998ecf8427e\\'','Key':'in/b',"
                        + "'LastModified':1735689600,'Size':0,'StorageClass':'STANDARD'}")));
        assertThat(items.get(0).path("Size").asInt()).isEqualTo(3);
        assertThat(items).hasSize(2);
    }

    @Test
    void aListGoesOnUntilThereAreEnoughItems() throws Exception {
        for (int i = 0; i < 1100; i++) {
            put(String.format("%04d", i), new byte[0]);
        }

        assertThat(succeeded(reader(LIST, "{'MaxItems':1050}", "{'Bucket':'data'}")))
                .hasSize(1050);
        assertThat(succeeded(reader(LIST, "{}", "{'Bucket':'data'}"))).hasSize(1100);
    }

    @Test
    void theObjectsOfAListCanBeLoaded() throws Exception {
        put("in/1", "[1,2]".getBytes(StandardCharsets.UTF_8));
        put("in/2", "[3]".getBytes(StandardCharsets.UTF_8));

        JsonNode items = succeeded(reader(
                LIST, "{'InputType':'JSON','Transformation':'LOAD_AND_FLATTEN'}", "{'Bucket':'data','Prefix':'in/'}"));

        assertThat(items).isEqualTo(Json.parse("[1,2,3]"));
    }

    /// The manifest is that of [inventory
    /// lists](https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html).
    @Test
    void anInventoryNamesTheFilesAndTheirColumns() throws Exception {
        put(
                "inv/manifest.json",
                json("{'sourceBucket':'src','destinationBucket':'arn:aws:s3:::data','version':'2016-11-30','fileFormat':'CSV',"
                                + "'fileSchema':'Bucket, Key, Size','files':[{'key':'inv/data/1.csv.gz'}]}")
                        .getBytes(StandardCharsets.UTF_8));
        put("inv/data/1.csv.gz", gzip("\"src\",\"a.jpg\",\"5\"\n\"src\",\"b.jpg\",\"6\"\n"));

        JsonNode items =
                succeeded(reader(READ, "{'InputType':'MANIFEST'}", "{'Bucket':'data','Key':'inv/manifest.json'}"));

        assertThat(items)
                .isEqualTo(Json.parse(json(
                        "[{'Bucket':'src','Key':'a.jpg','Size':'5'}," + "{'Bucket':'src','Key':'b.jpg','Size':'6'}]")));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aManifestOfAthenaNamesTheFiles() throws Exception {
        put("q-manifest.csv", "s3://data/q/1\ns3://data/q/2\n".getBytes(StandardCharsets.UTF_8));
        put("q/1", gzip("{\"a\":1}\n"));
        put("q/2", "{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));

        JsonNode items = succeeded(reader(
                READ,
                "{'InputType':'JSONL','ManifestType':'ATHENA_DATA'}",
                "{'Bucket':'data','Key':'q-manifest.csv'}"));

        assertThat(items).isEqualTo(Json.parse("[{\"a\":1},{\"a\":2}]"));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        "{'InputType':'JSON'}",
                        "{'Bucket':'data','Key':'missing'}",
                        "The specified key does not exist."),
                arguments("{'InputType':'JSON'}", "{'Bucket':'none','Key':'k'}", "The specified bucket does not exist"),
                arguments("{'InputType':'JSON'}", "{'Bucket':'data','Key':'k'}", "The data is not valid JSON: "),
                arguments(
                        "{'InputType':'MANIFEST'}", "{'Bucket':'data','Key':'k'}", "The manifest is not valid JSON: "),
                arguments(
                        "{'InputType':'PARQUET'}",
                        "{'Bucket':'data','Key':'k'}",
                        "InputType PARQUET is not supported by this local runtime"),
                arguments(
                        "{'InputType':'JSONL','ManifestType':'ATHENA_DATA'}",
                        "{'Bucket':'data','Key':'k'}",
                        "A line of the manifest is no S3 URI: no JSON"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anUnreadableObjectFailsTheRun(String config, String arguments, String cause) throws Exception {
        put("k", "no JSON".getBytes(StandardCharsets.UTF_8));

        Outcome outcome = run(reader(READ, config, arguments), "{}");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error()).contains("States.ItemReaderFailed");
            assertThat(failed.cause().orElse("")).startsWith(cause);
        });
    }

    @Test
    void resultsAreWrittenWithTheirExecutions() throws Exception {
        JsonNode output = succeeded(writer("{}", ""), "[{'n':1},{'n':2}]");

        String run = output.path("MapRunArn").asText();
        String folder = "jobs/" + run.substring(run.lastIndexOf(':') + 1) + "/";
        assertThat(output.path("ResultWriterDetails"))
                .isEqualTo(Json.parse(json("{'Bucket':'data','Key':'" + folder + "manifest.json'}")));
        JsonNode manifest = Json.parse(get(folder + "manifest.json"));
        assertThat(manifest.path("DestinationBucket").asText()).isEqualTo("data");
        assertThat(manifest.path("MapRunArn").asText()).isEqualTo(run);
        assertThat(manifest.path("ResultFiles").path("FAILED")).isEmpty();
        assertThat(manifest.path("ResultFiles").path("PENDING")).isEmpty();
        JsonNode file = manifest.path("ResultFiles").path("SUCCEEDED").path(0);
        assertThat(file.path("Key").asText()).isEqualTo(folder + "SUCCEEDED_0.json");
        String records = get(folder + "SUCCEEDED_0.json");
        assertThat(file.path("Size").asInt()).isEqualTo(records.length());
        JsonNode record = Json.parse(records).path(1);
        assertThat(record.path("Input").asText()).isEqualTo("{\"n\":2}");
        assertThat(record.path("Output").asText()).isEqualTo("{\"n\":2}");
        assertThat(record.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(record.path("StartDate").asText()).isEqualTo("2025-01-01T00:00:00.000Z");
        assertThat(record.path("ExecutionArn").asText())
                .endsWith(":" + record.path("Name").asText());
        assertThat(record.path("RedriveStatusReason").asText())
                .isEqualTo("Execution is SUCCEEDED and cannot be redriven");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("{'Transformation':'COMPACT'}", "SUCCEEDED_0.json", "[[1,2],[3]]"),
                arguments("{'Transformation':'FLATTEN'}", "SUCCEEDED_0.json", "[1,2,3]"),
                arguments("{'Transformation':'FLATTEN','OutputType':'JSONL'}", "SUCCEEDED_0.jsonl", "1\n2\n3\n"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void resultsHaveTheRequestedForm(String config, String file, String content) throws Exception {
        JsonNode output = succeeded(writer("{}", config), "[[1,2],[3]]");

        String manifest = output.path("ResultWriterDetails").path("Key").asText();
        assertThat(get(manifest.replace("manifest.json", file))).isEqualTo(content);
    }

    @Test
    void failuresAndItemsThatHaveNotBegunHaveFilesOfTheirOwn() throws Exception {
        Outcome outcome = run(writer("{'MaxConcurrency':1}", "").replace(PASS, FAIL), "[1,2]");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.error()).contains("States.ExceedToleratedFailureThreshold"));
        JsonNode contents = call(
                        "ListObjectsV2", Json.parse("{\"Bucket\":\"data\"}").deepCopy())
                .path("Contents");
        String folder = contents.get(0).path("Key").asText().replaceFirst("[^/]*$", "");
        JsonNode failed = Json.parse(get(folder + "FAILED_0.json"));
        JsonNode pending = Json.parse(get(folder + "PENDING_0.json"));
        assertThat(failed).hasSize(1);
        assertThat(failed.path(0).path("Status").asText()).isEqualTo("FAILED");
        assertThat(failed.path(0).path("Error").asText()).isEqualTo("E");
        assertThat(failed.path(0).path("Cause").asText()).isEqualTo("why");
        assertThat(pending.path(0).path("Input").asText()).isEqualTo("2");
        assertThat(pending.path(0).path("Status").asText()).isEqualTo("PENDING");
    }

    @Test
    void largeResultsAreUploadedInParts() throws Exception {
        String items = IntStream.range(0, 100)
                .mapToObj(i -> "\"" + i + "-".repeat(120_000) + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        JsonNode result = succeeded(writer("{}", "{'Transformation':'COMPACT','OutputType':'JSON'}"), items);

        String folder = result.path("ResultWriterDetails").path("Key").asText().replace("manifest.json", "");
        String file = folder + "SUCCEEDED_0.json";
        assertThat(get(file)).isEqualTo(items);
        assertThat(call("HeadObject", object(file)).path("ETag").asText()).endsWith("-2\"");
        assertThat(Json.parse(get(folder + "manifest.json"))
                        .at("/ResultFiles/SUCCEEDED/0/Size")
                        .asInt())
                .isEqualTo(items.length());
        assertThat(call(
                                "ListMultipartUploads",
                                Json.parse("{\"Bucket\":\"data\"}").deepCopy())
                        .path("Uploads"))
                .isEmpty();
    }

    @Test
    void resultsThatCannotBeWrittenFailTheRun() throws Exception {
        Outcome outcome = run(writer("{}", "").replace("'Bucket':'data'", "'Bucket':'none'"), "[1]");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error()).contains("States.ResultWriterFailed");
            assertThat(failed.cause().orElse("")).startsWith("The specified bucket does not exist");
        });
    }

    private static String reader(String resource, String config, String arguments) {
        return "{'StartAt':'M','States':{'M':{'Type':'Map','End':true,'ItemReader':{'Resource':'" + resource
                + "','ReaderConfig':" + config + ",'Parameters':" + arguments + "}," + PROCESSOR + "}}}";
    }

    private static final String PASS = "{'Type':'Pass','End':true}";
    private static final String FAIL = "{'Type':'Fail','Error':'E','Cause':'why'}";
    private static final String PROCESSOR =
            "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'S','States':"
                    + "{'S':" + PASS + "}}";

    /// @param more fields of the Map
    /// @param config empty for no `WriterConfig`
    private static String writer(String more, String config) {
        String fields = more.equals("{}") ? "" : more.substring(1, more.length() - 1) + ",";
        String written = config.isEmpty() ? "" : "'WriterConfig':" + config + ",";
        return "{'StartAt':'M','States':{'M':{'Type':'Map','End':true," + fields + "'ResultWriter':{" + written
                + "'Resource':'arn:aws:states:::s3:putObject','Parameters':{'Bucket':'data','Prefix':'jobs'}},"
                + PROCESSOR + "}}}";
    }

    private JsonNode succeeded(String definition) throws Exception {
        return succeeded(definition, "{}");
    }

    private JsonNode succeeded(String definition, String input) throws Exception {
        Outcome outcome = run(definition, input);
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).output();
    }

    private Outcome run(String definition, String input) throws Exception {
        Interpreter interpreter = new Interpreter(
                time,
                new ExternalCalls(new ScriptedTasks(time, Json.parse("{}")), this::answer),
                ExecutionIds.seeded(7),
                Observer.NONE);
        Execution execution = interpreter.start(Machines.request(json(definition), json(input)));
        return execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private CompletionStage<JsonNode> answer(String operation, ObjectNode input) {
        try {
            return buckets.call(new AwsCall(operation, input, "id"));
        } catch (AwsException e) {
            return CompletableFuture.failedFuture(new ObjectStoreException(e.message()));
        }
    }

    private JsonNode call(String operation, ObjectNode input) {
        return buckets.call(new AwsCall(operation, input, "id"))
                .toCompletableFuture()
                .join();
    }

    private void put(String key, byte[] body) {
        call("PutObject", object(key).put("Body", body));
    }

    private String get(String key) throws IOException {
        return new String(call("GetObject", object(key)).path("Body").binaryValue(), StandardCharsets.UTF_8);
    }

    private static ObjectNode object(String key) {
        ObjectNode input = Json.parse("{\"Bucket\":\"data\"}").deepCopy();
        return input.put("Key", key);
    }

    /// Replaces quotes; an escaped one stays a quote inside a string.
    private static String json(String text) {
        return text.replace("\\'", "\u0000").replace('\'', '"').replace("\u0000", "\\\"");
    }
}
