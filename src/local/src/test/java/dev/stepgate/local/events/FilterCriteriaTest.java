// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sources: Lambda Developer Guide, "Control which events Lambda sends to your function", and the
/// table of formats in "Using event filtering with an Amazon SQS event source".
class FilterCriteriaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'body':{'kind':['order']}}   | {'body':'{\\'kind\\':\\'order\\'}'} | true",
                "{'body':{'kind':['order']}}   | {'body':'{\\'kind\\':\\'other\\'}'} | false",
                "{'body':{'kind':['order']}}   | {'body':'order'}                            | false",
                "{'body':['order']}            | {'body':'order'}                            | true",
                "{'body':['order']}            | {'body':'{\\'kind\\':\\'order\\'}'} | false",
                "{'body':{'n':[{'numeric':['>',5]}]}} | {'body':'{\\'n\\':6}'}           | true",
                "{'messageAttributes':{'a':{'stringValue':['x']}}} | {'body':'b','messageAttributes':{'a':{'stringValue':'x'}}} | true",
                "{'eventName':['INSERT']}      | {'eventName':'INSERT'}                      | true",
                "{'eventName':[{'anything-but':['INSERT']}]} | {'eventName':'INSERT'}        | false",
                "{'dynamodb':{'NewImage':{'color':{'S':['red']}}}} | {'dynamodb':{'NewImage':{'color':{'S':'red'}}}} | true",
            })
    void aRecordThatAPatternMatchesIsTaken(String pattern, String record, boolean expected) {
        FilterCriteria criteria = FilterCriteria.of(List.of(json(pattern)));

        assertThat(criteria.test(Json.parse(json(record)))).isEqualTo(expected);
    }

    @Test
    void onePatternOfSeveralIsEnoughAndNoneTakesAll() {
        FilterCriteria two = FilterCriteria.of(List.of("{\"a\":[1]}", "{\"b\":[2]}"));

        assertThat(two.test(Json.parse("{\"b\":2}"))).isTrue();
        assertThat(two.test(Json.parse("{\"c\":2}"))).isFalse();
        assertThat(FilterCriteria.of(List.of()).test(Json.parse("{}"))).isTrue();
    }

    @Test
    void aPatternThatIsNotValidIsRefused() {
        assertThatThrownBy(() -> FilterCriteria.of(List.of("{\"a\":1}")))
                .hasMessageContaining("Invalid filter pattern definition");
    }

    private static String json(String text) {
        return text.replace("\\'", "\\\"").replace('\'', '"');
    }
}
