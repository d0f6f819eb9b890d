// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// S3 in this JVM: general purpose buckets with small objects in memory and large ones in a temporary file. Policies
/// and access lists deny nothing; a bucket's name need only be free in this runtime.
///
/// Operations have the names and members of [S3's
/// API](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html).
/// `Body` is a binary node; in an input it may also be Base64. Times are seconds since 1970. Thread-safe.
public final class Buckets implements AwsService {
    private final Account account;
    private final Time time;
    private final Supplier<String> uuids;
    private final Contents contents = Contents.ofThisMachine();
    private final Map<String, Bucket> byName = new ConcurrentSkipListMap<>();
    private final BucketArchive archive;
    private final EventSequence sequence;
    private final Outbox outbox;
    private final Events events;
    private final Writes writes = new Writes(this);
    private final Multipart multipart = new Multipart(this);
    private final Lists lists = new Lists(this);
    private final Settings settings = new Settings(this);
    private volatile BucketObserver observer = BucketObserver.NONE;

    /// @param uuids the source of ids of uploads and events
    public Buckets(Account account, Time time, Supplier<String> uuids) {
        this(account, time, uuids, Store.NONE);
    }

    /// Makes the buckets of the process before, with their objects and uploads.
    ///
    /// @param uuids the source of ids of uploads and events
    public Buckets(Account account, Time time, Supplier<String> uuids, Store store) {
        this.account = account;
        this.time = time;
        this.uuids = uuids;
        this.events = new Events(account, canonicalId(account));
        this.archive = new BucketArchive(store, contents);
        this.sequence = new EventSequence(store.records("bucket-events-number"));
        this.outbox = new Outbox(store, "bucket-events");
        archive.forEachBucket((origin, settings) -> {
            Bucket bucket = new Bucket(origin, contents, settings, archive);
            bucket.restore();
            byName.put(origin.name(), bucket);
        });
    }

    /// Delivers the events that the process before did not. To be called once, when everything is there that they
    /// go to.
    public void resume() {
        outbox.forEach((message, json) -> deliver(
                Destination.of(json.path("kind").asText(), json.path("arn").asText()), json.path("event"), message));
    }

    /// Returns the id by which S3 identifies an account: 64 hexadecimal digits, here derived from the
    /// account's number.
    private static String canonicalId(Account account) {
        Content number = Content.of(account.id().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(ChecksumAlgorithm.digest("SHA-256", number));
    }

    /// Reports events to this observer from now on, in place of any earlier one.
    public void watch(BucketObserver watching) {
        observer = watching;
    }

    /// Makes a bucket in this account's region; an existing one keeps its objects and gets the configuration.
    ///
    /// @param configuration with the members of S3's API, each of which may be absent:
    /// `NotificationConfiguration`, `CORSConfiguration`, `Tagging`
    /// @throws AwsException when the name or the configuration is not valid
    public void create(String name, JsonNode configuration) {
        BucketSettings wanted = new BucketSettings(
                Members.find(configuration, "NotificationConfiguration")
                        .map(found -> NotificationConfiguration.read(found, uuids))
                        .orElse(NotificationConfiguration.NONE),
                Members.find(configuration, "CORSConfiguration").map(CorsRules::read),
                Tags.read(configuration.path("Tagging")),
                Map.of());
        byName.computeIfAbsent(BucketName.checked(name), _ -> bucket(name, account.region()))
                .change(_ -> wanted);
    }

    private Bucket bucket(String name, String region) {
        return new Bucket(new Bucket.Origin(name, region, time.now()), contents, BucketSettings.NONE, archive);
    }

    /// Returns true when there is a bucket of that name.
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public Set<String> operations() {
        return S3Operation.names();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.completedFuture(Reads.inMemory(answer(call)));
    }

    JsonNode answer(AwsCall call) {
        JsonNode input = call.input();
        S3Members.check(call.operation(), input, account.id());
        return switch (call.operation()) {
            case "ListBuckets" -> BucketList.of(List.copyOf(byName.values()), input, events);
            case "CreateBucket" -> create(input);
            case String name when !S3Operation.isServed(name) -> throw S3Errors.notImplemented(name);
            default -> answer(find(Inputs.bucket(input)), call);
        };
    }

    private JsonNode head(Bucket bucket) {
        return Inputs.object()
                .put("BucketArn", events.arn(bucket.name()))
                .put("BucketRegion", bucket.region())
                .put("AccessPointAlias", false);
    }

    private JsonNode answer(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        return switch (call.operation()) {
            case "HeadBucket" -> head(bucket);
            case "DeleteBucket" -> delete(bucket);
            case "ListObjects" -> lists.objects(bucket, input);
            case "ListObjectsV2" -> lists.objectsV2(bucket, input);
            case "ListObjectVersions" -> lists.versions(bucket, input);
            case "GetObject" -> Reads.get(bucket, input, time.now());
            case "HeadObject" -> Reads.head(bucket, input, time.now());
            case "GetObjectAttributes" -> Reads.attributes(bucket, input);
            case "PutObject" -> writes.put(bucket, call);
            case "CopyObject" -> writes.copy(bucket, call);
            case "DeleteObject" -> writes.delete(bucket, call);
            case "DeleteObjects" -> writes.deleteAll(bucket, call);
            case "CreateMultipartUpload" -> multipart.create(bucket, input);
            case "UploadPart" -> multipart.uploadPart(bucket, input);
            case "UploadPartCopy" -> multipart.uploadPartCopy(bucket, input);
            case "ListParts" -> multipart.listParts(bucket, input);
            case "ListMultipartUploads" -> UploadList.of(bucket, input, owner());
            case "CompleteMultipartUpload" -> multipart.complete(bucket, call);
            case "AbortMultipartUpload" -> Multipart.abort(bucket, input);
            default -> settings.call(bucket, call);
        };
    }

    private JsonNode create(JsonNode input) {
        String name = BucketName.checked(Inputs.bucket(input));
        JsonNode configuration = input.path("CreateBucketConfiguration");
        if (configuration.has("Location") || configuration.has("Bucket")) {
            throw S3Errors.notImplemented("A directory bucket");
        }
        Optional<JsonNode> ownership = Members.text(input, "ObjectOwnership").map(DeclaredSetting::ownership);
        Map<String, String> tags =
                Tags.ofNewBucket(Tags.read(Inputs.object().set("TagSet", configuration.path("Tags"))));
        Bucket made = bucket(name, region(configuration));
        Bucket existing = byName.putIfAbsent(name, made);
        if (existing != null && (!existing.region().equals("us-east-1") || !tags.isEmpty())) {
            throw S3Errors.alreadyOwned(name);
        }
        if (existing == null) {
            made.keep();
            made.change(settings -> ownership
                    .map(wanted -> settings.with(DeclaredSetting.OWNERSHIP, wanted))
                    .orElse(settings)
                    .with(tags));
        }
        return Inputs.object().put("Location", "/" + name).put("BucketArn", events.arn(name));
    }

    private String region(JsonNode configuration) {
        Optional<String> constraint = Members.text(configuration, "LocationConstraint");
        constraint.ifPresent(BucketName::requireLocation);
        String region = constraint.orElse(account.region());
        return region.equals("EU") ? "eu-west-1" : region;
    }

    private JsonNode delete(Bucket bucket) {
        bucket.close();
        byName.remove(bucket.name(), bucket);
        return Inputs.object();
    }

    /// @throws AwsException `NoSuchBucket`
    Bucket find(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> S3Errors.noSuchBucket(name));
    }

    /// Changes the destinations of a bucket's events.
    JsonNode notify(Bucket bucket, AwsCall call) {
        NotificationConfiguration wanted =
                NotificationConfiguration.read(Inputs.structure(call.input(), "NotificationConfiguration"), uuids);
        List<Destination> before = bucket.settings().notifications().rules().stream()
                .map(NotificationConfiguration.Rule::destination)
                .toList();
        bucket.change(settings -> settings.with(wanted));
        wanted.rules().stream()
                .map(NotificationConfiguration.Rule::destination)
                .filter(each -> !(each instanceof Destination.Function) && !before.contains(each))
                .distinct()
                .forEach(each -> send(each, events.test(bucket, time.now(), call.requestId())));
        return Inputs.object();
    }

    /// Reports this change to every destination in the bucket's configuration.
    void tell(Change change) {
        Events.Moment moment = new Events.Moment(time.now(), String.format("%018X", sequence.next()));
        NotificationConfiguration configuration = change.bucket().settings().notifications();
        configuration.rules().stream()
                .filter(rule ->
                        rule.matches(change.kind().eventName(), change.object().key()))
                .forEach(rule -> send(rule.destination(), events.record(change, rule.id(), moment)));
        if (configuration.eventBridge()) {
            String bus = "arn:" + account.partition() + ":events:"
                    + change.bucket().region() + ":" + account.id() + ":event-bus/default";
            send(new Destination.EventBus(bus), events.busEvent(change, uuids.get(), moment));
        }
    }

    private void send(Destination destination, ObjectNode event) {
        Outbox.Message message = outbox.add(() -> {
            ObjectNode json = Inputs.object()
                    .put("kind", destination.getClass().getSimpleName())
                    .put("arn", destination.arn());
            json.set("event", event);
            return json;
        });
        deliver(destination, event, message);
    }

    private void deliver(Destination destination, JsonNode event, Outbox.Message message) {
        time.execute(() -> message.finish(() -> observer.happened(destination, event)));
    }

    Contents contents() {
        return contents;
    }

    Instant now() {
        return time.now();
    }

    String uuid() {
        return uuids.get();
    }

    ObjectNode owner() {
        return Descriptions.owner(events.owner());
    }

    Optional<CorsRules> corsRules(String bucket) {
        return Optional.ofNullable(byName.get(bucket))
                .flatMap(found -> found.settings().cors());
    }
}
