// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Names, ARNs and URLs of a stack's parameters and resources, as the runtime serves them.
final class StackReferences implements References {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(=?[A-Za-z]+)}");
    private static final Pattern API_URL =
            Pattern.compile("(https|wss)://([a-z0-9]+)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com");

    private final Sections sections;
    private final Map<String, Declaration> resources;
    private final Set<String> inactive;
    private final Addresses addresses;
    private final Resolver resolver;
    private final DynamicTexts texts;
    private final NestedStacks nested;
    private final Set<String> beingNamed = new LinkedHashSet<>();
    private final Map<String, Optional<String>> properties = new HashMap<>();

    StackReferences(Sections sections, Declarations declarations, Place place, DynamicTexts texts) {
        this.sections = sections;
        this.resources = declarations.active();
        this.inactive = declarations.inactive();
        this.addresses = place.addresses();
        this.nested = place.nested();
        this.resolver = sections.resolver(this);
        this.texts = texts;
    }

    /// The addresses at which the stack is served, and the stacks in it.
    record Place(Addresses addresses, NestedStacks nested) {}

    /// A resource, or one that SAM generates along with it.
    private record Found(Declaration owner, String ref, Map<String, String> attributes) {}

    @Override
    public Optional<Node> ref(String name, SourceLocation mark) {
        if (name.equals("AWS::NoValue")) {
            return Optional.empty();
        }
        Optional<Node> value = sections.value(name, mark);
        if (value.isPresent()) {
            return value;
        }
        return generated(name, mark).or(() -> Optional.of(resource(name, mark)));
    }

    @Override
    public Optional<Node> generated(String name, SourceLocation mark) {
        return word(name).map(found -> text(found.owner(), found.ref(), mark));
    }

    /// The resource that SAM generates, named by a word after a dot: `Function.Alias`.
    private Optional<Found> word(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(resources.get(name.substring(0, dot)))
                        .flatMap(owner -> Optional.ofNullable(
                                        owner.type().generated().get(name.substring(dot + 1)))
                                .filter(made -> made.hasWord() && made.made().test(owner))
                                .map(made -> new Found(owner, made.ref(), made.attributes())));
    }

    private Node resource(String name, SourceLocation mark) {
        return find(name)
                .map(found -> text(found.owner(), found.ref(), mark))
                .orElseGet(() ->
                        unknown(name, mark, missing("there is no parameter and no resource ", name) + dotted(name)));
    }

    private String dotted(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && resources.containsKey(name.substring(0, dot))
                ? "; Ref takes no attribute, Fn::GetAtt does"
                : "";
    }

    @Override
    public Node attribute(String logicalId, String attribute, SourceLocation mark) {
        int dot = attribute.indexOf('.');
        Optional<Found> word = dot < 0 ? Optional.empty() : word(logicalId + "." + attribute.substring(0, dot));
        if (word.isPresent()) {
            return attribute(word.get(), attribute.substring(dot + 1), logicalId, mark);
        }
        Optional<Found> found = find(logicalId);
        return found.isPresent()
                ? attribute(found.get(), attribute, logicalId, mark)
                : unknown(logicalId, mark, noResource(logicalId));
    }

    private Node attribute(Found found, String attribute, String logicalId, SourceLocation mark) {
        Declaration owner = found.owner();
        Optional<Template> stack = attribute.startsWith("Outputs.") ? nestedStack(owner) : Optional.empty();
        if (stack.isPresent()) {
            return output(stack.get(), attribute.substring("Outputs.".length()), logicalId, mark);
        }
        Optional<String> text = Optional.ofNullable(found.attributes().get(attribute))
                .filter(_ -> owner.lacking(attribute).isEmpty())
                .or(() -> Optional.of(GenericNames.attribute(owner.type().type(), attribute))
                        .filter(_ -> isUnserved(owner)));
        if (isUnserved(owner) && GenericNames.isList(attribute)) {
            List<Node> three = IntStream.range(0, 3)
                    .mapToObj(each -> text(owner, GenericNames.element(attribute, each), mark))
                    .toList();
            return new Node.Items(three, true, mark);
        }
        return text.map(there -> text(owner, there, mark))
                .orElseGet(() -> unknown(
                        logicalId + "." + attribute,
                        mark,
                        logicalId + " (" + owner.type().type() + ") has no attribute " + attribute
                                + owner.lacking(attribute)
                                        .orElse(DidYouMean.hint(
                                                attribute, found.attributes().keySet()))));
    }

    @Override
    public boolean isMadeUp(String logicalId) {
        return find(logicalId).filter(found -> isUnserved(found.owner())).isPresent();
    }

    @Override
    public String imported(String export) {
        return GenericNames.output(export, sections.stack()).orElse(export);
    }

    /// The template of a stack inside this one; empty when it is not beside this template.
    Optional<Template> nestedStack(Declaration resource) {
        return nested.of(resource, node -> resolver.resolve(node).map(texts::in));
    }

    private Node output(Template stack, String name, String logicalId, SourceLocation mark) {
        List<String> names = stack.outputs().stream().map(Template.Output::name).toList();
        return stack.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .map(output -> (Node) Node.text(output.value(), mark))
                .orElseGet(() -> unknown(
                        logicalId + "." + name,
                        mark,
                        "the stack " + logicalId + " has no output " + name + DidYouMean.hint(name, names)));
    }

    /// Resolves every function and dynamic reference in properties.
    Node resolve(Node.Fields properties) {
        return texts.in(resolver.resolve(properties).orElseThrow());
    }

    /// Returns true for resources, and for those that SAM makes along with them.
    boolean has(String logicalId) {
        return find(logicalId).isPresent();
    }

    private static boolean isUnserved(Declaration resource) {
        return switch (resource.type().kind()) {
            case NETWORK, NOT_HERE, WRONG -> true;
            case SERVED, NO_EFFECT -> false;
        };
    }

    private String noResource(String logicalId) {
        return sections.parameters().containsKey(logicalId)
                ? logicalId + " is a parameter, which has no attributes: Fn::GetAtt takes a resource"
                : missing("there is no resource ", logicalId);
    }

    private String missing(String reason, String name) {
        if (inactive.contains(name)) {
            return "the resource " + name + " is not made: its condition is false";
        }
        List<String> names = new ArrayList<>(resources.keySet());
        names.addAll(sections.parameters().keySet());
        return reason + name + DidYouMean.hint(name, names);
    }

    private Optional<Found> find(String logicalId) {
        Declaration declared = resources.get(logicalId);
        return declared == null
                ? generated(logicalId)
                : Optional.of(new Found(
                        declared, declared.type().ref(), declared.type().attributes()));
    }

    private Optional<Found> generated(String logicalId) {
        for (Declaration resource : resources.values()) {
            for (ResourceType.Generated generated : resource.type().generated().values()) {
                if ((logicalId.startsWith(resource.logicalId())
                                || generated.logicalId().equals(logicalId))
                        && generated.made().test(resource)
                        && fill(resource, generated.logicalId()).equals(Optional.of(logicalId))) {
                    return Optional.of(new Found(resource, generated.ref(), generated.attributes()));
                }
            }
            Optional<Found> ofEvent = EventResources.find(resource, logicalId, sections.stack())
                    .or(() -> UnservedResources.find(resource, logicalId))
                    .map(made -> new Found(resource, made.ref(), made.attributes()));
            if (ofEvent.isPresent()) {
                return ofEvent;
            }
        }
        return Optional.empty();
    }

    private Node text(Declaration resource, String pattern, SourceLocation mark) {
        return fill(resource, pattern).map(text -> (Node) Node.text(text, mark)).orElse(new Node.Unknown(mark));
    }

    private Optional<String> fill(Declaration resource, String pattern) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            Optional<String> value = placeholder(resource, matcher.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    private Optional<String> placeholder(Declaration resource, String name) {
        return ofStack(name).or(() -> switch (name) {
            case "name" -> name(resource);
            case "logicalId" -> Optional.of(resource.logicalId());
            case "id" -> Optional.of(sections.stack().apiId(resource.logicalId()));
            case "stageId" -> Optional.of(StageIds.suffix(resource));
            case "machine" -> version(resource).map(arn -> arn.substring(0, Math.max(arn.lastIndexOf(':'), 0)));
            case "aliasId" ->
                property(resource, "AutoPublishAlias")
                        .map(alias -> alias.replace("-", "D").replace("_", "U"));
            case "uuid" -> name(resource).map(StackReferences::uuid);
            case "bus" -> Optional.of(folder(resource, "EventBusName"));
            case "group" ->
                Optional.of(folder(resource, "GroupName")).map(group -> group.isEmpty() ? "default/" : group);
            case "url" -> Optional.of(addresses.api(sections.stack().path() + resource.logicalId()));
            default -> ofProperty(resource, name);
        });
    }

    /// Returns the placeholders that have one value for all resources; empty for any other.
    private Optional<String> ofStack(String name) {
        Stack stack = sections.stack();
        return switch (name) {
            case "partition" -> Optional.of(stack.partition());
            case "region" -> Optional.of(stack.region());
            case "account" -> Optional.of(stack.accountId());
            case "stack" -> Optional.of(stack.name());
            case "aws" -> Optional.of(addresses.aws());
            case "queues" -> Optional.of(addresses.queues());
            default -> Optional.empty();
        };
    }

    /// Returns the text of a property: after `=` as it is written, otherwise the name in an ARN.
    private Optional<String> ofProperty(Declaration resource, String name) {
        Optional<String> value = property(resource, name.replace("=", ""));
        if (name.startsWith("=")) {
            return value.or(() -> Optional.of(""));
        }
        return resource.type().kind() == ResourceType.Kind.SERVED
                ? value.map(StackReferences::resourceName)
                : value.or(() -> Optional.of(resource.logicalId()));
    }

    /// Returns the id that a connection or an API destination of that name has in EventBridge.
    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Returns `orders/` for a bus or group `orders`, given by name or ARN; empty for the default one.
    private String folder(Declaration resource, String property) {
        String named = property(resource, property).orElse("default");
        String name = named.substring(named.lastIndexOf('/') + 1);
        return name.equals("default") ? "" : name + "/";
    }

    Stack stack() {
        return sections.stack();
    }

    /// Returns the name from the resource's property, or `stack-LogicalId`.
    Optional<String> name(Declaration resource) {
        Optional<String> property = resource.type().nameProperty();
        if (property.isPresent() && resource.property(property.get()).isPresent()) {
            return property(resource, property.get());
        }
        Optional<String> named = isUnserved(resource) && property.isEmpty() ? genericName(resource) : Optional.empty();
        return named.or(() -> Optional.of(generatedName(resource)));
    }

    /// Returns the name of a resource that is not served here, from the property that usually has it.
    private Optional<String> genericName(Declaration resource) {
        return GenericNames.nameProperties(resource.type().type()).stream()
                .filter(each -> resource.property(each).isPresent())
                .findFirst()
                .flatMap(each -> property(resource, each));
    }

    private String generatedName(Declaration resource) {
        boolean fifo = property(resource, "FifoQueue")
                .or(() -> property(resource, "FifoTopic"))
                .equals(Optional.of("true"));
        boolean isBucket = resource.type().type().equals("AWS::S3::Bucket");
        int most = isBucket ? Stack.MAX_BUCKET : fifo ? Stack.MAX_NAME - ".fifo".length() : Stack.MAX_NAME;
        String name =
                Stack.shortened(sections.stack().name() + "-" + resource.logicalId(), most) + (fifo ? ".fifo" : "");
        return isBucket ? name.toLowerCase(Locale.ROOT) : name;
    }

    /// Resolves a single property, so that a name is known before the rest of the resource.
    private Optional<String> property(Declaration resource, String property) {
        String key = resource.logicalId() + "." + property;
        if (properties.containsKey(key)) {
            return properties.get(key);
        }
        Optional<Node> node = resource.property(property);
        if (node.isPresent() && !beingNamed.add(key)) {
            circle(node.get().mark());
            return Optional.empty();
        }
        Optional<String> text = node.flatMap(resolver::resolve)
                .map(texts::in)
                .filter(Node.Scalar.class::isInstance)
                .map(value -> ((Node.Scalar) value).text());
        beingNamed.remove(key);
        properties.put(key, text);
        return text;
    }

    private void circle(SourceLocation mark) {
        List<String> resources = beingNamed.stream()
                .map(each -> each.substring(0, each.lastIndexOf('.')))
                .toList();
        sections.problems()
                .add(Cycles.cause(resources), mark, "names that need each other: " + String.join(", ", beingNamed));
    }

    /// Returns the version to which an alias leads, or the first of two.
    private Optional<String> version(Declaration alias) {
        return alias.property("DeploymentPreference")
                .or(() -> alias.property("RoutingConfiguration"))
                .flatMap(resolver::resolve)
                .map(node -> node instanceof Node.Items items && !items.items().isEmpty()
                        ? items.items().getFirst()
                        : node)
                .filter(Node.Fields.class::isInstance)
                .flatMap(node -> ((Node.Fields) node).find("StateMachineVersionArn"))
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text());
    }

    /// Returns `name` for `arn:aws:states:us-east-1:123456789012:stateMachine:name`, or for `name`
    /// itself.
    private static String resourceName(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1) : nameOrArn;
    }

    /// `https://ID.execute-api.REGION.amazonaws.com` in a text becomes the local address of an API of this template.
    @Override
    public String local(String text) {
        return text.contains(".execute-api.")
                ? API_URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(address(url)))
                : text;
    }

    private String address(MatchResult url) {
        for (Declaration resource : resources.values()) {
            if (resource.type().isApi()
                    && sections.stack().apiId(resource.logicalId()).equals(url.group(2))) {
                String base = addresses.api(sections.stack().path() + resource.logicalId());
                boolean management = base.startsWith("ws:") && url.group(1).equals("https");
                return management ? addresses.aws() : base;
            }
        }
        return url.group();
    }

    private Node unknown(String name, SourceLocation mark, String problem) {
        sections.problems().add(sections.stack().path() + name, mark, problem);
        return new Node.Unknown(mark);
    }
}
