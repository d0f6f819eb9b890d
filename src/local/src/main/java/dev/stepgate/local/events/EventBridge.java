// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.aws.InputModel;
import dev.stepgate.local.aws.ModelledService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// EventBridge in this JVM
/// ([API](https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html)): buses,
/// rules, targets, schedules of rules, connections and API destinations. Policies deny nothing. May be
/// used by any thread.
public final class EventBridge extends ModelledService {
    private static final InputModel MODEL = InputModel.beside(EventBridge.class);

    private final Account account;
    private final Time time;
    private final Supplier<String> uuids;
    private final Deliveries deliveries;
    private final Buses buses;
    private final Destinations destinations;
    private final RuleSchedules schedules;
    private final Map<String, Operation> operations = new HashMap<>();

    /// @param targets the services that rules can call
    /// @param uuids the source of event ids
    public EventBridge(Account account, Targets targets, Time time, Supplier<String> uuids) {
        this(new Identifiers(account, uuids), targets, time, Store.NONE);
    }

    /// Makes the buses of the process before with their rules, connections and API destinations.
    ///
    /// @param targets the services that rules can call
    public EventBridge(Identifiers identifiers, Targets targets, Time time, Store store) {
        super("events", MODEL);
        this.account = identifiers.account();
        this.time = time;
        this.uuids = identifiers.uuids();
        deliveries = new Deliveries(targets, time, new Outbox(store, "events"));
        buses = new Buses(account, time.now(), store);
        destinations = new Destinations(account, targets, time, store);
        schedules = new RuleSchedules(time, this::scheduled, store);
        List<Operation.Group> groups = List.of(
                new BusOperations(buses, time),
                new RuleOperations(buses, schedules),
                new TargetOperations(buses),
                destinations,
                new PutEvents(this::publish));
        groups.forEach(group -> operations.putAll(group.operations()));
    }

    /// Goes on with the deliveries and the schedules of the process before. To be called once, when everything is
    /// there that rules call.
    public void resume() {
        deliveries.resume(this::delivery);
        buses.all().forEach(bus -> bus.rules().forEach(schedules::resume));
    }

    private RuleDelivery delivery(JsonNode json) {
        RuleName rule = RuleName.of(
                account, json.path("bus").asText(), json.path("rule").asText());
        TargetInput.Occasion occasion = new TargetInput.Occasion(
                json.path("event"), rule, Instant.parse(json.path("ingested").asText()));
        return new RuleDelivery(
                RuleTarget.parse(json.path("target")),
                occasion,
                json.path("event").path("id").asText(),
                json.path("invocation").asText(),
                otherTargets(occasion, json.path("mayForward").booleanValue()));
    }

    /// Returns true when an event on the default bus could match a rule.
    public boolean hasRules() {
        return buses.get(EventBus.DEFAULT).rules().stream().findAny().isPresent();
    }

    @Override
    protected JsonNode run(String operation, JsonNode input) {
        return Objects.requireNonNull(operations.get(operation), operation).run(input);
    }

    /// Finds the additions of a connection to a request, which may need a token first. A refused token is an
    /// AwsException in the stage.
    public Optional<CompletionStage<ConnectionParameters>> connection(String arn) {
        return destinations.connectionOf(arn).map(destinations::additions);
    }

    /// Reports that a request with the additions of a connection was answered with 401 or 407.
    public void unauthorized(String connectionArn) {
        destinations.unauthorized(connectionArn);
    }

    /// Puts an event of another service of this JVM on the default bus, as AWS's services do.
    ///
    /// @param source such as `aws.states`
    /// @param detailType such as `Step Functions Execution Status Change`
    /// @param detail must not be modified afterwards
    /// @param resources ARNs
    public void put(String source, String detailType, ObjectNode detail, List<String> resources) {
        Event unused =
                publish(EventBus.DEFAULT, Optional.empty(), new Event.Content(source, detailType, resources, detail));
    }

    private Event publish(String bus, Optional<Instant> at, Event.Content content) {
        Event event = event(at, content);
        buses.find(bus).ifPresent(found -> spread(found, event.json(account), event.ingested(), true));
        return event;
    }

    private Event event(Optional<Instant> at, Event.Content content) {
        Instant now = time.now();
        return new Event(uuids.get(), at.orElse(now), now, content);
    }

    /// @param mayForward false for an event from another bus: an event is forwarded at most once
    /// ([chains](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html))
    private void spread(EventBus bus, JsonNode event, Instant ingested, boolean mayForward) {
        String text = Json.write(event);
        bus.rules().stream()
                .filter(Rule::isEnabled)
                .filter(rule ->
                        rule.pattern().isPresent() && rule.pattern().get().matches(text))
                .forEach(rule -> deliver(rule, event, ingested, mayForward));
    }

    private void deliver(Rule rule, JsonNode event, Instant ingested, boolean mayForward) {
        TargetInput.Occasion occasion = new TargetInput.Occasion(event, rule.id(), ingested);
        RuleDelivery.OtherTargets otherTargets = otherTargets(occasion, mayForward);
        String id = event.path("id").asText();
        rule.targets().values().forEach(target -> {
            RuleDelivery delivery = new RuleDelivery(target, occasion, id, uuids.get(), otherTargets);
            CompletionStage<Boolean> unused = deliveries.start(delivery);
        });
    }

    private RuleDelivery.OtherTargets otherTargets(TargetInput.Occasion occasion, boolean mayForward) {
        RuleDelivery.Forward forward = (bus, id) -> {
            if (!mayForward) {
                throw EventErrors.of(
                        "THIRD_ACCOUNT_HOP_DETECTED", "Event " + id + " has come from another bus already");
            }
            EventBus found = buses.find(bus)
                    .orElseThrow(() -> EventErrors.of("NO_RESOURCE", "Event bus " + bus + " does not exist."));
            spread(found, occasion.event(), occasion.ingested(), false);
        };
        return new RuleDelivery.OtherTargets(destinations, forward, mayForward);
    }

    /// Runs a scheduled rule, whose event goes only to its own targets.
    private void scheduled(RuleName id, Instant at) {
        buses.find(id.bus()).flatMap(bus -> bus.find(id.name())).ifPresent(rule -> {
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            Event event =
                    event(Optional.of(at), new Event.Content("aws.events", "Scheduled Event", List.of(id.arn()), none));
            deliver(rule, event.json(account), event.ingested(), true);
        });
    }
}
