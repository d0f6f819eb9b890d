// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.asl.run.TakenTransition;
import dev.stepgate.local.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class SvgTest {
    private static final String ORDERS = """
            {"Comment": "Orders", "StartAt": "Look", "States": {
              "Look": {"Type": "Choice", "Default": "Ship", "Choices": [
                {"And": [{"Variable": "$.paid", "BooleanEquals": true},
                         {"Or": [{"Variable": "$.total", "NumericLessThanEqualsPath": "$.limit"},
                                 {"Not": {"Variable": "$.name", "StringMatches": "a*"}}]}], "Next": "Ship"},
                {"Variable": "$.note", "IsPresent": false, "Next": "Later"}]},
              "Later": {"Type": "Wait", "Seconds": 300, "Next": "Ship"},
              "Ship": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Shipping:live"},
                "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}],
                "Catch": [{"ErrorEquals": ["A", "B"], "Next": "Give Up"}], "End": true},
              "Give Up": {"Type": "Fail", "Error": "Late"}}}
            """;

    @Test
    void aRuleIsWrittenAsASentence() {
        assertThat(labels(draw(ORDERS, new Overlay.None())))
                .containsExactlyInAnyOrder(
                        "$.paid = true and ($.total ≤ $.limit or not ($.name matches \"a*\"))",
                        "$.note is not present",
                        "Default",
                        "A, B");
    }

    @Test
    void aLongRuleIsCutAndWholeInItsTooltip() {
        String name = "$." + "member.".repeat(40) + "end";

        String svg = draw("""
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Choices": [{"Variable": "%s", "IsNull": true, "Next": "S"}]},
                  "S": {"Type": "Succeed"}}}
                """.formatted(name), new Overlay.None());

        assertThat(titles(svg)).contains(name + " is null");
        assertThat(labels(svg))
                .singleElement()
                .asString()
                .hasSizeLessThan(100)
                .startsWith("$.member.")
                .endsWith("…");
    }

    @Test
    void jsonataIsShownAsItIsWritten() {
        String svg = draw("""
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.n > 1 %}", "Next": "S"}]},
                  "S": {"Type": "Succeed"}}}
                """, new Overlay.None());

        assertThat(svg).contains(">$states.input.n &gt; 1<");
    }

    @Test
    void aStateShowsItsCallAndItsRetries() {
        assertThat(draw(ORDERS, new Overlay.None()))
                .contains(">lambda:invoke · Shipping<", ">2× States.Timeout<", ">Wait 300 s<", ">Late<");
    }

    @Test
    void aPageFindsStatesAndTransitions() {
        Element root = Drawing.document(draw(ORDERS, new Overlay.None())).getDocumentElement();

        assertThat(Drawing.elements(root, "g"))
                .filteredOn(group -> group.hasAttribute("data-state"))
                .extracting(group -> group.getAttribute("data-state"), group -> group.getAttribute("data-type"))
                .containsExactlyInAnyOrder(
                        tuple("Look", "Choice"),
                        tuple("Later", "Wait"),
                        tuple("Ship", "Task"),
                        tuple("Give Up", "Fail"));
        assertThat(Drawing.elements(root, "g"))
                .filteredOn(group -> group.getAttribute("class").startsWith("edge choice"))
                .extracting(
                        group -> group.getAttribute("data-from"),
                        group -> group.getAttribute("data-to"),
                        group -> group.getAttribute("data-index"))
                .containsExactlyInAnyOrder(tuple("Look", "Ship", "0"), tuple("Look", "Later", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</text></svg><script>x</script>",
                "\" onload=\"x",
                "' x='",
                "]]> <!-- -->",
                "&#x3c;script&gt;",
                "\u0000\u0007\u001b[31m",
                "\ud83d\ude00\u202egnp.exe\u202c",
                "\ud800",
                "\ufffe\uffff",
                "line\nfeed\ttab\u2028",
                "}</style><style>*{x}"
            })
    void noTextOfAMachineBecomesMarkup(String text) {
        ObjectNode definition =
                Json.mapper().createObjectNode().put("Comment", text).put("StartAt", text);
        definition.put("QueryLanguage", "JSONata");
        ObjectNode states = definition.putObject("States");
        ObjectNode choice = states.putObject(text).put("Type", "Choice").put("Default", "S");
        ArrayNode choices = choice.putArray("Choices");
        choices.addObject()
                .put(
                        "Condition",
                        "{% " + Json.write(Json.mapper().getNodeFactory().textNode(text)) + " = 'x' %}")
                .put("Next", "F");
        states.putObject("F").put("Type", "Fail").put("Error", text).put("Cause", text);
        states.putObject("S").put("Type", "Succeed");
        Graph graph = Graph.of(new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY).parse(Json.write(definition)));

        Element root = Drawing.document(Svg.draw(
                        graph,
                        new Overlay.Execution(Map.of(text, new Overlay.Visits(Status.FAILED, 2)), Set.of()),
                        Theme.AUTO))
                .getDocumentElement();

        assertThat(names(root)).containsOnly("title", "style", "rect", "g", "path", "circle", "text");
        assertThat(attributes(root))
                .containsOnly(
                        "xmlns",
                        "viewBox",
                        "width",
                        "height",
                        "class",
                        "role",
                        "x",
                        "y",
                        "rx",
                        "r",
                        "d",
                        "fill",
                        "transform",
                        "textLength",
                        "lengthAdjust",
                        "data-state",
                        "data-type",
                        "data-from",
                        "data-to",
                        "data-kind",
                        "data-index");
        assertThat(root.getTextContent()).doesNotContain("\u202e", "\u001b");
        assertThat(Drawing.elements(root, "style").getFirst().getTextContent()).doesNotContain("*{x}");
    }

    @Test
    void theSameMachineGivesTheSamePicture() {
        String definition = GeneratedMachines.definition(7, 30);

        assertThat(draw(definition, new Overlay.None())).isEqualTo(draw(definition, new Overlay.None()));
    }

    @Test
    void theOrderOfAnOverlayDoesNotMatter() {
        List<String> states = List.of("Look", "Ship", "Later", "Give Up");
        Set<String> there = new LinkedHashSet<>(states);
        Set<String> back = new LinkedHashSet<>(states.reversed());

        assertThat(draw(ORDERS, new Overlay.Coverage(there, Set.of())))
                .isEqualTo(draw(ORDERS, new Overlay.Coverage(back, Set.of())));
    }

    @Test
    void anExecutionMarksItsStatesAndTransitions() {
        String svg = draw(
                ORDERS,
                new Overlay.Execution(
                        Map.of(
                                "Look", new Overlay.Visits(Status.SUCCEEDED, 1),
                                "Ship", new Overlay.Visits(Status.CAUGHT, 3),
                                "Give Up", new Overlay.Visits(Status.FAILED, 1)),
                        Set.of(new TakenTransition.Default("Look"), new TakenTransition.Catcher("Ship", 0))));

        assertThat(styles(svg, "data-state"))
                .contains(
                        "Look: state choice marked succeeded",
                        "Ship: state task marked caught",
                        "Give Up: state fail marked failed",
                        "Later: state wait not-reached");
        assertThat(styles(svg, "data-from"))
                .contains(
                        "Look: edge default taken",
                        "Look: edge choice not-reached",
                        "Ship: edge catch taken",
                        "Ship: edge next not-reached");
        assertThat(styles(svg, "data-to")).contains("Look: edge start taken");
        assertThat(svg).contains(">×3<");
    }

    @Test
    void coverageMarksWhatTestsNeverTook() {
        String svg = draw(
                ORDERS,
                new Overlay.Coverage(Set.of("Look", "Later"), Set.of(new TakenTransition.ChoiceRule("Look", 1))));

        assertThat(styles(svg, "data-state"))
                .contains(
                        "Look: state choice marked covered",
                        "Later: state wait marked covered",
                        "Ship: state task marked missed");
        assertThat(styles(svg, "data-from")).contains("Look: edge choice covered", "Look: edge default missed");
    }

    @Test
    void aThemeIsFixedOrTheViewers() {
        String dark = "@media (prefers-color-scheme:dark)";

        assertThat(draw(ORDERS, Theme.AUTO)).contains(dark);
        assertThat(draw(ORDERS, Theme.LIGHT)).doesNotContain(dark).contains("{fill:#ffffff}");
        assertThat(draw(ORDERS, Theme.DARK)).doesNotContain(dark, "{fill:#ffffff}");
    }

    @Test
    void aPictureTooLargeToReadIsRefused() {
        ObjectNode definition = Json.mapper().createObjectNode().put("StartAt", "S0");
        ObjectNode states = definition.putObject("States");
        for (int i = 0; i < 600; i++) {
            ObjectNode state =
                    states.putObject("S" + i).put("Type", "Choice").put("Default", i < 599 ? "S" + (i + 1) : "End");
            state.putArray("Choices")
                    .addObject()
                    .put("Variable", "$.x")
                    .put("IsPresent", true)
                    .put("Next", "S" + i / 2);
        }
        states.putObject("End").put("Type", "Succeed");

        assertThatThrownBy(() -> draw(Json.write(definition), new Overlay.None()))
                .isInstanceOf(PictureTooLargeException.class)
                .hasMessageContaining("602 states");
    }

    private static String draw(String definition, Overlay overlay) {
        return Svg.draw(graph(definition), overlay, Theme.AUTO);
    }

    private static String draw(String definition, Theme theme) {
        return Svg.draw(graph(definition), new Overlay.None(), theme);
    }

    private static Graph graph(String definition) {
        return Graph.of(new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY).parse(definition));
    }

    private static List<String> titles(String svg) {
        return Drawing.elements(Drawing.document(svg).getDocumentElement(), "title").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<String> labels(String svg) {
        return Drawing.elements(Drawing.document(svg).getDocumentElement(), "g").stream()
                .filter(group -> group.getAttribute("class").startsWith("label "))
                .map(group -> Drawing.elements(group, "text").stream()
                        .map(Element::getTextContent)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /// Returns `value: style` of the groups with an attribute.
    private static List<String> styles(String svg, String attribute) {
        return Drawing.elements(Drawing.document(svg).getDocumentElement(), "g").stream()
                .filter(group -> group.hasAttribute(attribute))
                .map(group -> group.getAttribute(attribute) + ": " + group.getAttribute("class"))
                .toList();
    }

    private static List<String> names(Element root) {
        return Drawing.elements(root, "*").stream()
                .map(Element::getTagName)
                .distinct()
                .toList();
    }

    private static List<String> attributes(Element root) {
        return Stream.concat(Stream.of(root), Drawing.elements(root, "*").stream())
                .flatMap(element -> IntStream.range(0, element.getAttributes().getLength())
                        .mapToObj(i -> element.getAttributes().item(i).getNodeName()))
                .distinct()
                .toList();
    }
}
