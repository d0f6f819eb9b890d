// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Models of messages. The route, the model and the answer are those of the developer guide's tutorial "Request
/// validation for WebSocket APIs in API Gateway".
@SuppressWarnings("NullAway")
class WebSocketModelsTest {
    private static final String INVALID =
            "\\{\"message\": \"Invalid request body\", \"connectionId\":\"[A-Za-z0-9_-]{15}=\","
                    + " \"requestId\":\"[A-Za-z0-9_-]{15}=\"}";
    private static final String EMAIL = """
            {'Name':'emailModel','ContentType':'application/json','Schema':{
              '$schema':'http://json-schema.org/draft-04/schema#','type':'object',
              'properties':{'address':{'type':'string'}},'required':['address']}}""";

    private static Definition definition(String requestModels) {
        return new Definition()
                .part("Model", "E", EMAIL)
                .part("Model", "N", "{'Name':'numberModel','Schema':'{\\\"type\\\":\\\"number\\\"}'}")
                .answering("S", "sendMessage", "sent")
                .part(
                        "Route",
                        "S",
                        "{'RouteKey':'sendMessage','Target':'integrations/S',"
                                + "'ModelSelectionExpression':'$request.body.messageType','RequestModels':"
                                + requestModels
                                + "}");
    }

    @Test
    void aMessageThatDoesNotFitItsModelIsNotPassedOn() throws Exception {
        try (Gateways gateways = new Gateways(definition("{'email':'emailModel','$default':'numberModel'}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("{\"action\": \"sendMessage\", \"messageType\": \"email\"}")
                            .next())
                    .matches(INVALID);
            assertThat(client.send("{\"action\": \"sendMessage\", \"messageType\": \"email\","
                                    + " \"address\": \"mary_major@example.com\"}")
                            .next())
                    .isEqualTo("sent");
            assertThat(client.send("{\"action\": \"sendMessage\", \"messageType\": \"other\"}")
                            .next())
                    .as("of the model $default")
                    .matches(INVALID);
        }
    }

    @Test
    void aMessageWithoutAModelIsInvalid() throws Exception {
        try (Gateways gateways = new Gateways(definition("{'email':'emailModel'}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("{\"action\": \"sendMessage\", \"messageType\": \"other\"}")
                            .next())
                    .matches(INVALID);
        }
    }
}
