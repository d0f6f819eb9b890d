// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// SNS in this JVM: topics that deliver to queues and functions. Policies deny nothing.
public final class Topics implements AwsService {

    private final Account account;
    private final Time time;
    private final Supplier<String> uuids;
    private final Deliveries deliveries;
    private final Records published;
    private final StoredMap<Topic.Facts> facts;
    private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
    private final StoredMap<Subscription> subscriptions;

    /// The filter policies of subscriptions that have been used, by the subscriptions' ARNs.
    private final Map<String, FilterPolicy> policies = new ConcurrentHashMap<>();

    private final TopicOperations operations = new TopicOperations(this);
    private volatile TopicObserver observer = TopicObserver.NONE;

    /// @param subscribers the services to which messages can be delivered: `sqs` and `lambda`
    /// @param uuids the source of ids of messages and subscriptions
    public Topics(Account account, List<AwsService> subscribers, Time time, Supplier<String> uuids) {
        this(new Identifiers(account, uuids), subscribers, time, Store.NONE);
    }

    /// Makes the topics of the process before, and their subscriptions.
    ///
    /// @param subscribers the services to which messages can be delivered: `sqs` and `lambda`
    public Topics(Identifiers identifiers, List<AwsService> subscribers, Time time, Store store) {
        this.account = identifiers.account();
        this.time = time;
        this.uuids = identifiers.uuids();
        this.deliveries = new Deliveries(
                service("sqs", subscribers), service("lambda", subscribers), time, new Outbox(store, "notifications"));
        this.published = store.records("published");
        this.facts = new StoredMap<>(store, "topics", RecordFormat.of(Topic.Facts.class));
        this.subscriptions = new StoredMap<>(store, "subscriptions", RecordFormat.of(Subscription.class));
        facts.forEach((arn, known) -> topics.put(arn, topic(known)));
    }

    private Topic topic(Topic.Facts known) {
        RecordFormat<Topic.Published> format = RecordFormat.of(Topic.Published.class);
        return new Topic(
                known,
                new StoredMap<>(published, known.arn() + "/", format),
                changed -> facts.replace(changed.arn(), changed));
    }

    /// Delivers the messages that the process before did not. To be called once, when everything is there that
    /// they go to.
    public void resume() {
        deliveries.resume();
    }

    private static AwsService service(String name, List<AwsService> all) {
        return all.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }

    /// Reports messages to this observer from now on, in place of any earlier one.
    public void watch(TopicObserver watching) {
        observer = watching;
    }

    /// Makes a topic and returns its ARN; an existing one is left as it is.
    ///
    /// @param attributes as in [CreateTopic](https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html)
    /// @throws AwsException when the name or an attribute is not valid, or the topic exists with other
    ///     attributes
    public String create(String name, Map<String, String> attributes) {
        TopicAttributes wanted = new TopicAttributes(attributes);
        Topic.requireName(name, wanted);
        String arn = account.arn("sns", name);
        Topic.Facts made = new Topic.Facts(arn, wanted.values(), Map.of(), 0);
        Topic existing = topics.putIfAbsent(arn, topic(made));
        if (existing == null) {
            facts.put(arn, made);
        } else if (!existing.attributes().has(wanted)) {
            throw TopicErrors.invalid("Attributes Reason: Topic already exists with different attributes");
        }
        return arn;
    }

    /// Makes a topic, or gives the one that there is these attributes, as CloudFormation does.
    ///
    /// @param attributes as in [#create]
    public void declare(String name, Map<String, String> attributes) {
        Topic existing = topics.get(account.arn("sns", name));
        if (existing == null) {
            String unused = create(name, attributes);
        } else {
            existing.change(new TopicAttributes(attributes));
        }
    }

    /// Subscribes a queue or a function to a topic and returns the subscription's ARN; subscribing again
    /// with the same attributes changes nothing.
    ///
    /// @param protocol `sqs` or `lambda`; a subscription of `http`, `https`, `email` or `email-json` stays pending
    /// @param endpoint the queue's or the function's ARN
    /// @param attributes as in [Subscribe](https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html):
    ///     `RawMessageDelivery`, `FilterPolicy`, `FilterPolicyScope`, `RedrivePolicy`
    /// @throws AwsException when there is no such topic, or something about the subscription is not valid
    public String subscribe(String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        find(topicArn, "TopicArn");
        Subscription wanted = new Subscription(topicArn + ":" + uuids.get(), topicArn, protocol, endpoint, Map.of());
        wanted.requireEndpoint();
        Map<String, String> checked = new SubscriptionAttributes("Attributes Reason: ").checked(wanted, attributes);
        Optional<Subscription> existing = subscriptionsOf(topicArn).stream()
                .filter(subscription -> subscription.protocol().equals(protocol)
                        && subscription.endpoint().equals(endpoint))
                .findFirst();
        if (existing.isPresent()) {
            if (!existing.get().has(checked)) {
                throw TopicErrors.invalid("Attributes Reason: Subscription already exists with different attributes");
            }
            return existing.get().arn();
        }
        subscriptions.put(wanted.arn(), wanted.with(checked));
        return wanted.arn();
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public Set<String> operations() {
        return TopicOperations.NAMES;
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.completedFuture(operations.call(call.operation(), call.input()));
    }

    Topic.Published publish(Topic topic, Publication publication) {
        Instant now = time.now();
        String messageId = uuids.get();
        Topic.Published published = topic.publish(publication, messageId, now);
        if (published.messageId().equals(messageId)) {
            observer.published(new TopicObserver.Notification(topic.arn(), messageId, now, publication.content()));
            subscriptionsOf(topic.arn()).stream()
                    .filter(subscription -> !subscription.isPending() && wants(subscription, publication))
                    .forEach(subscription -> deliveries.start(Deliveries.Delivery.of(
                            new Envelope(
                                    published, subscription, topic.attributes().signatureVersion()),
                            publication,
                            order(topic, publication),
                            uuids.get())));
        }
        return published;
    }

    private boolean wants(Subscription subscription, Publication publication) {
        return subscription
                .filterPolicy()
                .map(policy -> policies.computeIfAbsent(subscription.arn(), _ -> FilterPolicy.of(policy)))
                .map(policy -> subscription
                        .filtered(publication)
                        .filter(policy::matches)
                        .isPresent())
                .orElse(true);
    }

    private static JsonNode order(Topic topic, Publication publication) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        if (topic.attributes().isFifo()) {
            order.put("MessageGroupId", publication.groupId().orElse(""));
            order.put("MessageDeduplicationId", topic.deduplicationId(publication));
        } else {
            publication.groupId().ifPresent(group -> order.put("MessageGroupId", group));
        }
        return order;
    }

    /// @param member of the input, for an ARN that is none
    Topic find(String arn, String member) {
        requireArn(arn, member);
        return Optional.ofNullable(topics.get(arn)).orElseThrow(TopicErrors::noSuchTopic);
    }

    /// Refuses what is no ARN, or one of another region.
    ///
    /// @param member of the input
    void requireArn(String arn, String member) {
        String[] elements = arn.split(":", -1);
        if (elements.length < 6) {
            throw TopicErrors.invalid(member + " Reason: An ARN must have at least 6 elements, not " + elements.length);
        }
        if (!elements[3].equals(account.region())) {
            throw TopicErrors.invalid(member);
        }
    }

    Optional<Topic> named(String name) {
        return Optional.ofNullable(topics.get(account.arn("sns", name)));
    }

    Collection<Topic> all() {
        return topics.values();
    }

    /// Deletes a topic with its subscriptions. It is not an error if it does not exist.
    void delete(String arn) {
        Optional.ofNullable(topics.remove(arn)).ifPresent(Topic::clear);
        facts.remove(arn);
        subscriptionsOf(arn).forEach(subscription -> unsubscribe(subscription.arn()));
    }

    Subscription subscription(String arn) {
        return Optional.ofNullable(subscriptions.get(arn)).orElseThrow(TopicErrors::noSuchSubscription);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    List<Subscription> subscriptionsOf(String topicArn) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .toList();
    }

    void replace(Subscription changed) {
        subscriptions.put(changed.arn(), changed);
        policies.remove(changed.arn());
    }

    void unsubscribe(String arn) {
        subscriptions.remove(arn);
        policies.remove(arn);
    }

    /// Who subscribes: the account itself, as GetCallerIdentity answers it.
    String principal() {
        return "arn:" + account.partition() + ":iam::" + account.id() + ":root";
    }

    String owner() {
        return account.id();
    }
}
