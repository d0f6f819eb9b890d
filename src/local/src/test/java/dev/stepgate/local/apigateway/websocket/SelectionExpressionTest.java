// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.vtl.ContextMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expressions from the developer guide's page "WebSocket selection expressions", and difficult ones.
class SelectionExpressionTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "NOTHING",
            value = {
                "$request.body.action, {\"action\":\"join\"}, join",
                "${request.body.action}, {\"action\":\"join\"}, join",
                "${request.body.version}-beta, {\"version\":2}, 2-beta",
                "$request.body.a.b, `{\"a\":{\"b\":true}}`, true",
                "$request.body.detail-type, {\"detail-type\":\"x\"}, x",
                "$request.body.list[1], `{\"list\":[\"a\",\"b\"]}`, b",
                "$request.body.action, {\"other\":1}, NOTHING",
                "$request.body.action, {\"action\":null}, NOTHING",
                "$request.body.action, not JSON, NOTHING",
                "$request.body.action, 17, NOTHING",
                "$request.body.action, `[\"action\"]`, NOTHING",
                "$request.body.action, `{\"action\":\"${request.body.action}\"}`, ${request.body.action}",
                "\\$default, {}, $default",
                "$default, {}, $default",
                "200, {}, 200",
                "$context.routeKey, {}, $connect",
                "${stageVariables.color}/${context.identity.sourceIp}, {}, blue/127.0.0.1"
            })
    void givesAKey(String expression, String body, String key) {
        List<WebSocketApiProblem> problems = new ArrayList<>();
        ResourceNode place = new ResourceNode(TextNode.valueOf(expression), "", problems, new ArrayList<>());
        SelectionExpression parsed = SelectionExpression.parse(place);
        ContextMap context = new ContextMap();
        context.put("routeKey", "$connect");
        context.put("identity", new ContextMap());
        context.part("identity").put("sourceIp", "127.0.0.1");
        ConnectionEvent event = new ConnectionEvent(
                Definition.STAGE,
                ConnectionEvent.Kind.MESSAGE,
                ConnectionEvent.Request.NONE,
                body.getBytes(StandardCharsets.UTF_8),
                context);

        assertThat(problems).isEmpty();
        assertThat(parsed.evaluate(MappedValues.of(event)::first)).isEqualTo(Optional.ofNullable(key));
    }
}
