// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// SQS in this JVM: standard and FIFO queues whose delays and timeouts use [Time]. Unlike on AWS, a deleted
/// queue's name is free again at once, and policies deny nothing.
public final class Queues implements AwsService {

    private static final Set<String> OPERATIONS = Set.of(
            "CancelMessageMoveTask",
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private final Account account;
    private final Supplier<URI> awsEndpoint;
    private final QueueArchive archive;
    private final Queue.Services services;
    private final Map<String, Queue> byName = new ConcurrentSkipListMap<>();
    private final QueueOperations queueOperations = new QueueOperations(this);
    private final MessageOperations messageOperations = new MessageOperations(this);
    private final MoveTaskOperations moveTaskOperations = new MoveTaskOperations(this);
    private volatile QueueObserver observer = QueueObserver.NONE;

    /// @param awsEndpoint the prefix of queue URLs
    /// @param uuids the source of message ids
    public Queues(Account account, Time time, Supplier<URI> awsEndpoint, Supplier<String> uuids) {
        this(new Identifiers(account, uuids), time, awsEndpoint, Store.NONE);
    }

    /// Makes the service with the queues and messages that an earlier process has kept.
    ///
    /// @param awsEndpoint the prefix of queue URLs
    public Queues(Identifiers identifiers, Time time, Supplier<URI> awsEndpoint, Store store) {
        this.account = identifiers.account();
        this.awsEndpoint = awsEndpoint;
        this.archive = new QueueArchive(store);
        this.services = new Queue.Services(
                time, identifiers.uuids(), this::move, this::added, HeldBytes.ofThisMachine(), archive);
        archive.forEachQueue(
                (name, facts) -> byName.put(name, new Queue(QueueName.of(name, account), facts, services)));
        List.copyOf(byName.values()).forEach(Queue::takeMoving);
        archive.forEachTags(queueOperations::restoreTags);
        moveTaskOperations.restore();
    }

    /// Makes a queue, or gives the one that there is these attributes, as CloudFormation does.
    ///
    /// @param attributes as in [#create]
    public void declare(String name, Map<String, String> attributes) {
        Queue existing = byName.get(name);
        QueueAttributes wanted = QueueAttributes.of(name, attributes);
        if (existing == null) {
            create(name, attributes);
        } else if (!existing.attributes().equals(wanted)) {
            existing.change(wanted);
        }
    }

    QueueArchive archive() {
        return archive;
    }

    /// Reports new messages to this observer from now on, in place of any earlier one.
    public void watch(QueueObserver watching) {
        observer = watching;
    }

    /// Makes a queue.
    ///
    /// @param attributes as in CreateQueue; `RedrivePolicy` is JSON text
    /// @throws AwsException when the name or an attribute is not valid, or the queue exists with other
    ///     attributes
    public void create(String name, Map<String, String> attributes) {
        QueueName checked = QueueName.of(name, account);
        QueueAttributes wanted = QueueAttributes.of(name, attributes);
        Queue made = new Queue(checked, wanted, services);
        Queue existing = byName.putIfAbsent(name, made);
        if (existing == null) {
            made.keep();
        } else {
            requireSame(existing.attributes(), wanted);
        }
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        JsonNode input = call.input();
        return switch (call.operation()) {
            case "SendMessage", "SendMessageBatch", "DeleteMessage", "DeleteMessageBatch" ->
                done(messageOperations.call(call.operation(), input));
            case "ChangeMessageVisibility", "ChangeMessageVisibilityBatch" ->
                done(messageOperations.call(call.operation(), input));
            case "StartMessageMoveTask", "ListMessageMoveTasks", "CancelMessageMoveTask" ->
                done(moveTaskOperations.call(call.operation(), input));
            case "ReceiveMessage" -> messageOperations.receive(input);
            default -> done(queueOperations.call(call.operation(), input));
        };
    }

    /// `http://127.0.0.1:4566/123456789012/orders`.
    String url(String name) {
        return awsEndpoint.get() + "/" + account.id() + "/" + name;
    }

    /// Finds a queue by the last segment of the URL's path, whatever its host.
    Queue byUrl(String url) {
        return find(url.substring(url.lastIndexOf('/') + 1)).orElseThrow(QueueErrors::noSuchQueue);
    }

    Queue byArn(String arn) {
        return findByArn(arn).orElseThrow(QueueErrors::noSuchQueue);
    }

    Optional<Queue> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf(':') + 1))
                .filter(queue -> queue.name().arn().equals(arn));
    }

    /// Tells whether a queue gives its messages up to this one.
    boolean isDeadLetterQueue(Queue queue) {
        return all().stream()
                .flatMap(each -> each.attributes().redrivePolicy().stream())
                .anyMatch(policy ->
                        policy.deadLetterTargetArn().equals(queue.name().arn()));
    }

    Time time() {
        return services.time();
    }

    /// Returns up to that many messages of a queue, those that can be received first. Nothing is changed.
    ///
    /// @throws AwsException when there is no such queue
    public List<HeldMessage> messages(String queueUrl, int most) {
        return byUrl(queueUrl).messages(most);
    }

    String newId() {
        return services.uuids().get();
    }

    Optional<Queue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Queue> all() {
        return byName.values();
    }

    void delete(Queue queue) {
        byName.remove(queue.name().text());
        queue.close();
        archive.delete(queue.name().text());
    }

    private void added(String queue, QueuedMessage message) {
        observer.added(queue, message);
    }

    private boolean move(SqsMessage message, String fromArn, String toArn) {
        Optional<Queue> target = find(toArn.substring(toArn.lastIndexOf(':') + 1));
        target.ifPresent(queue -> {
            archive.addMoving(queue.name().text(), message, Optional.of(fromArn));
            services.time().execute(() -> queue.take(message, Optional.of(fromArn)));
        });
        return target.isPresent();
    }

    private static void requireSame(QueueAttributes existing, QueueAttributes wanted) {
        wanted.values().forEach((name, value) -> {
            if (!value.equals(existing.all().get(name))) {
                throw QueueErrors.of(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + name);
            }
        });
    }

    private static CompletionStage<JsonNode> done(JsonNode output) {
        return CompletableFuture.completedFuture(output);
    }
}
