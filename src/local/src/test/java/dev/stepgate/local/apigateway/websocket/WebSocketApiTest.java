// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;

class WebSocketApiTest {
    private static final String MOCK = "{'IntegrationType':'MOCK'}";

    @Test
    void readsAnApi() {
        WebSocketApi api = new Definition()
                .route("A", "$default", MOCK)
                .twoWay("A")
                .response("A", "/2\\\\d\\\\d/", "")
                .api();

        assertThat(api.route("$default")).hasValueSatisfying(route -> {
            assertThat(route.way()).isEqualTo(WebSocketRoute.Communication.TWO_WAY);
            assertThat(route.integration().timeout()).hasMillis(29_000);
        });
        assertThat(api.route("$connect")).isEmpty();
    }

    @Test
    void listsEveryProblemWithItsLocation() {
        Definition broken = new Definition("$request.head.action")
                .route(
                        "A",
                        "join",
                        "{'IntegrationType':'AWS','IntegrationUri':'arn:aws:apigateway:us-east-1:s4:action/Put',"
                                + "'TimeoutInMillis':30000,'PassthroughBehavior':'ALWAYS','RequestTemplates':{'$default':'#if($a)'}}")
                .route(
                        "B",
                        "join",
                        "{'IntegrationType':'AWS_PROXY','IntegrationUri':'arn:aws:apigateway:us-east-1:states:action/Go'}")
                .route(
                        "C",
                        "c",
                        "{'IntegrationType':'HTTP','IntegrationUri':'ftp://x',"
                                + "'RequestParameters':{'integration.request.cookie.x':'context.stage','integration.request.header.x':'stage'}}")
                .route(
                        "D",
                        "d",
                        "{'IntegrationType':'AWS','IntegrationUri':'arn:aws:apigateway:us-east-1:lambda:path/${stageVariables.none}'}")
                .route("E", "e", "{'IntegrationType':'SOAP'}")
                .part(
                        "Route",
                        "F",
                        "{'RouteKey':'f','Target':'integrations/none','AuthorizationType':'AWS_IAM','ApiKeyRequired':true,"
                                + "'RequestModels':{'$default':'m'},'RequestParameters':{'route.cookie':{}}}")
                .part(
                        "Route",
                        "G",
                        "{'RouteKey':'$connect','AuthorizationType':'CUSTOM','AuthorizerId':'none','Target':'integrations/E'}")
                .part("RouteResponse", "R", "{'RouteId':'none','RouteResponseKey':'other'}")
                .part("Authorizer", "Z", "{'AuthorizerType':'JWT','AuthorizerUri':'arn:x','IdentitySource':['cookie']}")
                .part("Integration", "V", "{'IntegrationType':'MOCK','ConnectionType':'VPC_LINK'}")
                .part("Route", "H", "{'RouteKey':'$disconnect','Target':'integrations/E','RequestModels':{}}")
                .part("Route", "I", "{'RouteKey':'i','Target':'integrations/E','RouteResponseSelectionExpression':'x'}")
                .part("Model", "M", "{'Name':'m2','Schema':'no JSON'}")
                .stage("{'DefaultRouteSettings':{'ThrottlingRateLimit':'fast'}}")
                .response("none", "2xx", "")
                .response("A", "/(/", ",'ContentHandlingStrategy':'UPSIDE_DOWN'");

        broken.parts().withObject("/Api").put("ApiKeySelectionExpression", "$request.querystring.key");

        InvalidWebSocketApiException invalid = catchThrowableOfType(InvalidWebSocketApiException.class, broken::api);

        assertThat(invalid.problems())
                .extracting(WebSocketApiProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/Api/RouteSelectionExpression",
                        "/Integration/A/TimeoutInMillis",
                        "/Integration/A/PassthroughBehavior",
                        "/Integration/A/RequestTemplates/$default",
                        "/Integration/B/IntegrationUri",
                        "/Route/B/RouteKey",
                        "/Integration/C/IntegrationUri",
                        "/Integration/C/RequestParameters/integration.request.cookie.x",
                        "/Integration/C/RequestParameters/integration.request.header.x",
                        "/Integration/D/IntegrationUri",
                        "/Integration/E/IntegrationType",
                        "/Route/F/Target",
                        "/Route/F/AuthorizationType",
                        "/Route/F/ApiKeyRequired",
                        "/Route/F/RequestModels/$default",
                        "/Route/H/RequestModels",
                        "/Route/I/RouteResponseSelectionExpression",
                        "/Model/M/Schema",
                        "/Stage/DefaultRouteSettings/ThrottlingRateLimit",
                        "/Api/ApiKeySelectionExpression",
                        "/Route/F/RequestParameters/route.cookie",
                        "/Route/G/AuthorizerId",
                        "/RouteResponse/R/RouteId",
                        "/RouteResponse/R/RouteResponseKey",
                        "/Authorizer/Z/AuthorizerType",
                        "/Authorizer/Z/AuthorizerUri",
                        "/Authorizer/Z/IdentitySource",
                        "/IntegrationResponse/none0/IntegrationId",
                        "/IntegrationResponse/none0/IntegrationResponseKey",
                        "/IntegrationResponse/A1/IntegrationResponseKey",
                        "/IntegrationResponse/A1/ContentHandlingStrategy");
        assertThat(invalid)
                .hasMessageContaining("/Integration/A/TimeoutInMillis: expected 50 to 29000, not 30000")
                .hasMessageContaining("/Route/F/AuthorizationType: only the route $connect can have an authorization");
    }

    @Test
    void refusesAnApiThatIsNotAWebSocketApiOrHasNoRoute() {
        InvalidWebSocketApiException invalid = catchThrowableOfType(
                InvalidWebSocketApiException.class,
                () -> WebSocketApi.parse(Json.parse("{\"Api\":{\"ProtocolType\":\"HTTP\"}}"), Definition.STAGE));

        assertThat(invalid.problems())
                .extracting(WebSocketApiProblem::toString)
                .containsExactlyInAnyOrder(
                        "/Api/ProtocolType: expected WEBSOCKET",
                        "/Api: RouteSelectionExpression is required",
                        "/Api: the API has no route");
    }
}
