// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A row of `resource-types.yaml`: how resources of a type are named and how their properties are treated. In
/// its strings, `{name}`, `{logicalId}`, `{region}` and so on are placeholders that [StackReferences] fills
/// in.
///
/// @param kind how such a resource is treated
/// @param nameProperty the property that names the resource; without it the name is `stack-LogicalId`
/// @param ref the value of `Ref`
/// @param attributes the values of `Fn::GetAtt`
/// @param needs the properties without which there are no such attributes
/// @param generated the resources that SAM makes along with it, by the word after the dot in `Ref:
/// Function.Alias`
/// @param tables the treatment of the properties, by the protocol of the API; [#ANY] for every other type;
/// empty when the whole resource has no effect here
record ResourceType(
        String type,
        Kind kind,
        Optional<String> nameProperty,
        String ref,
        Map<String, String> attributes,
        Map<String, String> needs,
        Map<String, Generated> generated,
        Map<String, PropertyTable> tables) {

    /// The treatment of a resource by this runtime.
    enum Kind {
        SERVED,
        NO_EFFECT,
        /// A part of a network, which has no effect either; nobody needs more than plausible names.
        NETWORK,
        NOT_HERE,
        /// There is no such type; this has been reported already.
        WRONG
    }

    /// The key for types without a protocol.
    static final String ANY = "";

    /// @param logicalId of what is generated, as SAM documents it
    /// @param made whether SAM makes it
    /// @param hasWord whether `Ref: Function.Alias` names it, beside its logical id
    record Generated(
            String logicalId,
            String ref,
            Map<String, String> attributes,
            Predicate<Declaration> made,
            boolean hasWord) {
        static Generated of(Node.Fields row) {
            Predicate<Declaration> made = resource ->
                    row.find("when").map(property -> has(resource, property)).orElse(true)
                            && !row.find("unless")
                                    .map(property -> has(resource, property))
                                    .orElse(false);
            boolean hasWord = row.find("word").isEmpty();
            return new Generated(text(row, "id"), text(row, "ref"), texts(row, "attributes"), made, hasWord);
        }

        /// Tells whether a property is given under every condition.
        private static boolean has(Declaration resource, Node property) {
            return resource.property(((Node.Scalar) property).text())
                    .filter(value ->
                            !value.json().path("Fn::If").findValuesAsText("Ref").contains("AWS::NoValue"))
                    .isPresent();
        }
    }

    /// The same for an API of SAM's that has one stage, which `Ref: Api.Stage` names.
    ResourceType withStage(String stage) {
        Generated generated = new Generated(type + "-", stage, Map.of(), _ -> true, true);
        return new ResourceType(type, kind, nameProperty, ref, attributes, needs, Map.of("Stage", generated), tables);
    }

    /// Tells whether its properties depend on the protocol of an API.
    boolean hasProtocols() {
        return kind == Kind.SERVED && !tables.containsKey(ANY);
    }

    /// Tells whether the runtime acts on a property of that name.
    boolean acts(String property) {
        return tables.values().stream()
                .anyMatch(table -> table instanceof PropertyTable.Table(Map<String, PropertyTable> properties)
                        && !(properties.getOrDefault(property, new PropertyTable.NoEffect())
                                instanceof PropertyTable.NoEffect));
    }

    /// Tells whether it is an API with an address of its own.
    boolean isApi() {
        return kind == Kind.SERVED && ref.equals("{id}");
    }

    /// Reads a row; a type whose row has no properties has no effect.
    static ResourceType of(String type, Node.Fields row) {
        boolean served = row.find("properties").or(() -> row.find("protocols")).isPresent();
        return of(type, row, served ? Kind.SERVED : Kind.NO_EFFECT);
    }

    static ResourceType network(String type, Node.Fields row) {
        return of(type, row, Kind.NETWORK);
    }

    static ResourceType notHere(String type, Node.Fields row) {
        return of(type, row, Kind.NOT_HERE);
    }

    private static ResourceType of(String type, Node.Fields row, Kind kind) {
        Map<String, Generated> generated = new LinkedHashMap<>();
        row.find("generated")
                .ifPresent(node -> ((Node.Fields) node)
                        .fields()
                        .forEach((word, field) -> generated.put(word, Generated.of((Node.Fields) field.value()))));
        return new ResourceType(
                type,
                kind,
                row.find("name").map(node -> ((Node.Scalar) node).text()),
                text(row, "ref"),
                texts(row, "attributes"),
                texts(row, "needs"),
                generated,
                tables(row));
    }

    private static Map<String, PropertyTable> tables(Node.Fields row) {
        Map<String, PropertyTable> tables = new LinkedHashMap<>();
        row.find("properties").ifPresent(table -> tables.put(ANY, PropertyTable.of(table)));
        row.find("protocols")
                .ifPresent(node -> ((Node.Fields) node)
                        .fields()
                        .forEach((protocol, field) -> tables.put(protocol, PropertyTable.of(field.value()))));
        return tables;
    }

    private static String text(Node.Fields row, String name) {
        return row.find(name).map(node -> ((Node.Scalar) node).text()).orElse("{name}");
    }

    private static Map<String, String> texts(Node.Fields row, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.find(name)
                .ifPresent(node -> ((Node.Fields) node)
                        .fields()
                        .forEach((key, field) -> texts.put(key, ((Node.Scalar) field.value()).text())));
        return texts;
    }
}
