// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rendered templates: the cases are in `input.json`, `util.json`, `context.json` and `directives.json`, each
/// with its source.
class MappingTemplateTest {
    static Stream<Arguments> cases() {
        return Stream.of("input", "util", "context", "directives").flatMap(file -> read(file + ".json"));
    }

    private static Stream<Arguments> read(String file) {
        try (InputStream stream = MappingTemplateTest.class.getResourceAsStream(file)) {
            assertThat(stream).as(file).isNotNull();
            return StreamSupport.stream(Json.parse(stream.readAllBytes()).spliterator(), false)
                    .map(row -> Arguments.of(file + ": " + row.path("name").asText(), row));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void renders(String name, JsonNode row) {
        RequestParameters parameters = new RequestParameters(
                texts(row.at("/params/path")), texts(row.at("/params/querystring")), texts(row.at("/params/header")));
        InputVariable input = new InputVariable(row.path("body").asText(""), parameters);

        String rendered = MappingTemplate.parse(row.path("template").asText())
                .render(input, context(row.path("context")), texts(row.path("stageVariables")));

        assertThat(rendered).as(name).isEqualTo(row.path("expected").asText());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    private static ContextMap context(JsonNode object) {
        ContextMap context = new ContextMap();
        object.properties()
                .forEach(member -> context.put(
                        member.getKey(),
                        member.getValue().isObject()
                                ? context(member.getValue())
                                : member.getValue().asText()));
        return context;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ #if($a) \\n x | 2 | 3",
                "a\\n#foreach($x in ) #end | 2 | 9",
                "$util.escape( | 1 | 7",
                "a\\nb #end | 2 | 3",
                "#set($x) | 1 | 8",
            })
    void refusesABrokenTemplateWithItsPlace(String template, int line, int column) {
        String text = template.replace("\\n", "\n");

        assertThatThrownBy(() -> MappingTemplate.parse(text))
                .isInstanceOfSatisfying(MappingTemplateSyntaxException.class, e -> {
                    assertThat(e.line()).as(e.getMessage()).isEqualTo(line);
                    assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$util.toJson($x) | line 1, column 7: $util has no function toJson; it has base64Decode, base64Encode,"
                        + " escapeJavaScript, parseJson, urlDecode, urlEncode",
                "$input.bodi | line 1, column 8: $input has no property bodi; it has body",
                "$input.xpath('x') | line 1, column 8: $input has no function xpath; it has json, path, params and body",
                "$!{util.qr($x)} | line 1, column 9: $util has no function qr; it has base64Decode, base64Encode,"
                        + " escapeJavaScript, parseJson, urlDecode, urlEncode",
                "a #evaluate('$x') | line 1, column 3: mapping templates have no #evaluate",
                "#parse('x') | line 1, column 1: mapping templates have no #parse",
                "#include('x') | line 1, column 1: mapping templates have no #include",
            })
    void refusesByNameWhatMappingTemplatesDoNotHave(String template, String message) {
        assertThatThrownBy(() -> MappingTemplate.parse(template))
                .isInstanceOf(MappingTemplateSyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#set($u = $util) $u.toJson('x') | line 1, column 21: $util has no function toJson; it has base64Decode,"
                        + " base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode",
                "#set($i = $input) $i.xpath('x') | line 1, column 22: $input has no function xpath; it has json, path, params"
                        + " and body",
            })
    void refusesAnUnknownFunctionOfAVariableWhenItIsCalled(String template, String message) {
        MappingTemplate parsed = MappingTemplate.parse(template);

        assertThatThrownBy(() -> render(parsed))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessage(message);
    }

    @Test
    void endsEndlessLoops() {
        MappingTemplate loops = MappingTemplate.parse("#foreach($a in [1..1000])#foreach($b in [1..1000])"
                + "#foreach($c in [1..1000])#set($x = $c)#end#end#end");

        assertThatThrownBy(() -> render(loops))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessage("more than 1000000 assignments and loop steps");
    }

    @Test
    void endsTemplatesThatPrintTooMuch() {
        MappingTemplate doubling =
                MappingTemplate.parse("#set($t = '0123456789')#foreach($i in [1..100])#set($t = \"$t$t\")#end$t");

        assertThatThrownBy(() -> render(doubling))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessage("more than 10485760 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#set($l = [1..2000000000])$l",
                "#set($l = [])$l.add([1..2000000000])",
                "#set($l = [1])#foreach($i in [1..30])#set($u = $l.addAll($l))#end",
                "#set($l = [1])$l.addAll([1..2000000000])"
            })
    void endsListsThatGrowTooLong(String template) {
        MappingTemplate growing = MappingTemplate.parse(template);

        assertThatThrownBy(() -> render(growing))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessageContaining("a list of more than 1000000 elements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#macro(a)#a()#end#a()", "#macro(a)#b()#end#macro(b)#a()#end#b()"})
    void endsAMacroThatCallsItself(String template) {
        MappingTemplate recursive = MappingTemplate.parse(template);

        assertThatThrownBy(() -> render(recursive))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessageContaining("Max calling depth of 20 was exceeded");
    }

    /// The results of String's own methods.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#set($t = 'a1b22c')$t.replaceAll('[0-9]+', '<$0>') | a<1>b<22>c",
                "#set($t = 'a1b22c')$t.replaceFirst('[0-9]+', '-') | a-b22c",
                "#set($t = 'a1b22c')$t.replace('2', 'z$1') | a1bz$1z$1c",
                "#set($t = 'a1b22c')$t.replace('', '.') | .a.1.b.2.2.c.",
                "#set($t = 'a1b22c')$t.matches('[a-z0-9]+') $t.matches('[a-z]+') | true false",
                "#set($t = 'a,b,,c,,')$t.split(',').size() $t.split(',').get(1) | 4 b",
                "#set($t = 'a,b,,c,,')#foreach($p in $t.split(',', 2))<$p>#end | <a><b,,c,,>",
            })
    void methodsOfTextsThatTakeRegularExpressionsDoWhatStringsDo(String template, String expected) {
        assertThat(render(MappingTemplate.parse(template))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a text that grows to 20 MB in one step
                "#set($t = '0123456789')#foreach($i in [1..20])#set($t = \"$t$t\")#end$t.concat($t)",
                "#set($t = '0123456789')#foreach($i in [1..10])#set($t = \"$t$t\")#end$t.replace('1', $t)",
                "#set($t = '0123456789')#foreach($i in [1..10])#set($t = \"$t$t\")#end$t.replaceAll('.', $t)",
                // lists that contain each other: 2 to the power of 24 texts
                "#set($l = ['a'])#foreach($i in [1..24])#set($l = [$l, $l])#end$l",
                "#set($l = {'a': 1})#foreach($i in [1..24])#set($l = {'a': $l, 'b': $l})#end$l",
            })
    void endsTextsThatGrowInOneStep(String template) {
        MappingTemplate growing = MappingTemplate.parse(template);

        assertThatThrownBy(() -> render(growing))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessageContaining("more than 10485760 characters");
    }

    @Test
    void endsTemplatesThatMakeManyLongTexts() {
        MappingTemplate many =
                MappingTemplate.parse("#set($t = '0123456789')#foreach($i in [1..19])#set($t = \"$t$t\")#end"
                        + "#foreach($i in [1..20])#set($u = $t.toUpperCase())#end");

        assertThatThrownBy(() -> render(many))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessage("more than 83886080 characters in all texts together");
    }

    @Test
    void endsABodyThatHoldsItself() {
        MappingTemplate endless =
                MappingTemplate.parse("#set($root = $input.path('$'))#set($root.self = $root)$input.json('$')");

        assertThatThrownBy(() -> render(endless))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessageContaining("changed to more than 500 levels");
    }

    @Test
    void readsAThousandElementsOfALoop() {
        MappingTemplate loop = MappingTemplate.parse("#foreach($i in [1..2000])x#end");

        assertThat(render(loop)).hasSize(1000);
    }

    @Test
    void refusesATemplateOfMoreThan300Kb() {
        MappingTemplate.parse("x".repeat(300 * 1024));

        assertThatThrownBy(() -> MappingTemplate.parse("x".repeat(300 * 1024 + 1)))
                .isInstanceOf(MappingTemplateSyntaxException.class)
                .hasMessageContaining("a mapping template has at most 307200 bytes");
    }

    @Test
    void reportsTheFailedFunctionAndItsLine() {
        MappingTemplate failing = MappingTemplate.parse("\n$context.stage.substring(9)");

        assertThatThrownBy(() -> failing.render(
                        new InputVariable("", RequestParameters.NONE),
                        new ContextMap(Map.of("stage", "prod")),
                        Map.of()))
                .isInstanceOf(MappingTemplateException.class)
                .hasMessageStartingWith("line 2, column 16: substring failed: ");
    }

    private static String render(MappingTemplate template) {
        return template.render(new InputVariable("", RequestParameters.NONE), new ContextMap(), Map.of());
    }
}
