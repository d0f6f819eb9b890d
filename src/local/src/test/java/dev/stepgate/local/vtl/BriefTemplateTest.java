// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\": 200}",
                "{\"input\": \"$util.escapeJavaScript($input.body)\"}",
                "{\"input\": \"$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\", \"'\")\"}",
                "$input.path('$.output')",
                "$input.json('$.a[0]')$input.params('id')$context.requestId",
                "#set($a = $input.path('$').b)#if($a == 1)$a.c#else{}#end"
            })
    void aTemplateThatLooksAtItsDataOnceIsBrief(String text) {
        assertThat(MappingTemplate.parse(text).isBrief()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#foreach($a in $input.path('$'))$a#end",
                "$input.path('$..a')",
                "#set($p = '$.a')$input.json($p)",
                "#set($p = 'a')$input.json(\"$.$p\")",
                "#set($a = $input.body + $input.body)$a",
                "#set($a = \"$input.body$input.body\")$a",
                "$input.body.replaceAll('(a|b)*c', '')",
                "$input.body.matches('a')",
                "#foreach($i in [1..1000])$i#end"
            })
    void aTemplateThatRepeatsSearchesOrGrowsIsNotBrief(String text) {
        assertThat(MappingTemplate.parse(text).isBrief()).isFalse();
    }

    @Test
    void aLongTemplateIsNotBrief() {
        assertThat(MappingTemplate.parse("$input.body".repeat(500)).isBrief()).isFalse();
    }
}
