// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Writes a template with the same integrations in every form that SAM and CloudFormation have for APIs.
final class ApiForms {
    private static final Path FILES = Path.of("src/test/resources/dev/stepgate/local/api-forms");
    private static final String ARN = "arn:aws:SERVICE:us-east-1:123456789012:";

    /// What a file has in the place of references.
    private static final Map<String, String> LITERALS = Map.of(
            "${AWS::Region}", "us-east-1",
            "${AWS::AccountId}", "123456789012",
            "${Echo.Arn}", ARN.replace("SERVICE", "lambda") + "function:stepgate-Echo",
            "${Machine}", ARN.replace("SERVICE", "states") + "stateMachine:stepgate-Machine",
            "${Queue}", "https://sqs.us-east-1.amazonaws.com/123456789012/stepgate-Queue",
            "${Queue.QueueName}", "stepgate-Queue",
            "${Topic}", ARN.replace("SERVICE", "sns") + "stepgate-Topic",
            "${Table}", "stepgate-Table",
            "${Bucket}", "stepgate-bucket",
            "${Bus}", "forms");

    private final Path folder;
    private final ObjectNode resources = Json.mapper().createObjectNode();
    private final ObjectNode rest = (ObjectNode) Json.parse(Files.readString(FILES.resolve("rest.json")));
    private final ObjectNode http = (ObjectNode) Json.parse(Files.readString(FILES.resolve("http.json")));

    ApiForms(Path folder) throws IOException {
        this.folder = folder;
    }

    /// Writes template.yaml and the documents beside it.
    Path write() throws IOException {
        rest();
        http();
        sockets();
        StringBuilder text = new StringBuilder(Files.readString(FILES.resolve("template.yaml")));
        resources
                .properties()
                .forEach(each -> text.append("  ")
                        .append(each.getKey())
                        .append(": ")
                        .append(Json.write(each.getValue()))
                        .append('\n'));
        return Files.writeString(folder.resolve("template.yaml"), text);
    }

    private void rest() throws IOException {
        JsonNode openApi = document("{'openapi': '3.0.1', 'info': {'title': 't', 'version': '1'}}", rest);
        JsonNode swagger = document("{'swagger': '2.0', 'info': {'title': 't', 'version': '1'}}", rest);
        add("Body3", "AWS::Serverless::Api", "{'StageName': 'v1'}").set("DefinitionBody", substituted(openApi));
        add("Body2", "AWS::Serverless::Api", "{'StageName': 'v1'}").set("DefinitionBody", substituted(swagger));
        Files.writeString(folder.resolve("included.json"), Json.write(substituted(openApi)));
        add("Included", "AWS::Serverless::Api", """
                {'StageName': 'v1', 'DefinitionBody': {'Fn::Transform':
                  {'Name': 'AWS::Include', 'Parameters': {'Location': 'included.json'}}}}""");
        Files.writeString(folder.resolve("rest-api.json"), Json.write(literal(openApi)));
        add("Uri", "AWS::Serverless::Api", "{'StageName': 'v1', 'DefinitionUri': 'rest-api.json'}");
        add("Import", "AWS::ApiGateway::RestApi", "{'Name': 'import'}").set("Body", substituted(openApi));
        add("ImportDeployment", "AWS::ApiGateway::Deployment", "{'RestApiId': {'Ref': 'Import'}, 'StageName': 'v1'}");
        add("Methods", "AWS::ApiGateway::RestApi", "{'Name': 'methods'}");
        rest.properties().forEach(each -> method(each.getKey(), each.getValue()));
        add("MethodsDeployment", "AWS::ApiGateway::Deployment", "{'RestApiId': {'Ref': 'Methods'}, 'StageName': 'v1'}");
    }

    private void method(String target, JsonNode integration) {
        add("Resource" + target, "AWS::ApiGateway::Resource", """
                {'RestApiId': {'Ref': 'Methods'}, 'ParentId': {'Fn::GetAtt': ['Methods', 'RootResourceId']}, 'PathPart': 'TARGET'}""".replace("TARGET", target));
        ObjectNode method = add("Method" + target, "AWS::ApiGateway::Method", """
                {'RestApiId': {'Ref': 'Methods'}, 'ResourceId': {'Ref': 'ResourceTARGET'}, 'HttpMethod': 'POST',
                 'AuthorizationType': 'NONE', 'MethodResponses': [{'StatusCode': '200'}]}""".replace("TARGET", target));
        ObjectNode made = ((ObjectNode) substituted(integration)).without("responses");
        ObjectNode properties = Json.mapper().createObjectNode();
        made.properties().forEach(each -> properties.set(capital(each.getKey()), each.getValue()));
        properties.set("IntegrationHttpMethod", properties.remove("HttpMethod"));
        properties.put("Type", integration.path("type").asText().toUpperCase(Locale.ROOT));
        properties.putArray("IntegrationResponses").addObject().put("StatusCode", "200");
        method.set("Integration", properties);
    }

    private void http() throws IOException {
        JsonNode openApi = document("{'openapi': '3.0.1', 'info': {'title': 't', 'version': '1'}}", http);
        add("HttpBody", "AWS::Serverless::HttpApi", "{}").set("DefinitionBody", substituted(openApi));
        Files.writeString(folder.resolve("http-api.json"), Json.write(literal(openApi)));
        add("HttpUri", "AWS::Serverless::HttpApi", "{'DefinitionUri': 'http-api.json'}");
        add("HttpImport", "AWS::ApiGatewayV2::Api", "{}").set("Body", substituted(openApi));
        stage("HttpImport", "$default");
        add("Routes", "AWS::ApiGatewayV2::Api", "{'Name': 'routes', 'ProtocolType': 'HTTP'}");
        stage("Routes", "$default");
        http.properties().forEach(each -> route("Routes", each.getKey(), "POST /", properties(each.getValue())));
    }

    private void sockets() {
        add("Socket", "AWS::ApiGatewayV2::Api", """
                {'Name': 's', 'ProtocolType': 'WEBSOCKET', 'RouteSelectionExpression': '$request.body.action'}""");
        stage("Socket", "v1");
        rest.properties().forEach(each -> {
            ObjectNode made = properties(each.getValue());
            made.remove("Responses");
            if (made.has("RequestTemplates")) {
                JsonNode template = made.at("/RequestTemplates/application~1json");
                made.putObject("RequestTemplates").set("$default", template);
                made.put("TemplateSelectionExpression", "\\$default");
            }
            route("Socket", each.getKey(), "", made);
        });
    }

    /// An integration as AWS::ApiGatewayV2::Integration has it.
    private static ObjectNode properties(JsonNode integration) {
        ObjectNode made = Json.mapper().createObjectNode();
        substituted(integration).properties().forEach(each -> made.set(capital(each.getKey()), each.getValue()));
        made.put("IntegrationType", integration.path("type").asText().toUpperCase(Locale.ROOT));
        made.remove("Type");
        Map.of("HttpMethod", "IntegrationMethod", "Uri", "IntegrationUri", "Credentials", "CredentialsArn")
                .forEach((from, to) -> {
                    if (made.has(from)) {
                        made.set(to, made.remove(from));
                    }
                });
        return made;
    }

    private void route(String api, String target, String before, ObjectNode integration) {
        String id = api + target;
        integration.putObject("ApiId").put("Ref", api);
        ObjectNode resource = resources.putObject(id + "Integration").put("Type", "AWS::ApiGatewayV2::Integration");
        resource.set("Properties", integration);
        add(id, "AWS::ApiGatewayV2::Route", """
                {'ApiId': {'Ref': 'API'}, 'RouteKey': 'KEY', 'Target': {'Fn::Sub': 'integrations/${IDIntegration}'}}""".replace("API", api)
                .replace("KEY", before + target)
                .replace("IDIntegration", id + "Integration"));
    }

    private void stage(String api, String name) {
        add(
                api + "Stage",
                "AWS::ApiGatewayV2::Stage",
                "{'ApiId': {'Ref': 'API'}, 'StageName': 'NAME', 'AutoDeploy': true}"
                        .replace("API", api)
                        .replace("NAME", name));
    }

    private ObjectNode add(String logicalId, String type, String properties) {
        ObjectNode resource = resources.putObject(logicalId).put("Type", type);
        return (ObjectNode) resource.set("Properties", Json.parse(properties.replace('\'', '"')))
                .path("Properties");
    }

    private static JsonNode document(String head, ObjectNode integrations) {
        ObjectNode document = (ObjectNode) Json.parse(head.replace('\'', '"'));
        ObjectNode paths = document.putObject("paths");
        integrations.properties().forEach(each -> {
            ObjectNode operation = paths.putObject("/" + each.getKey()).putObject("post");
            operation.putObject("responses").putObject("200").put("description", "done");
            operation.set("x-amazon-apigateway-integration", each.getValue());
        });
        return document;
    }

    private static JsonNode substituted(JsonNode node) {
        return mapped(node, text -> Json.mapper().createObjectNode().put("Fn::Sub", text));
    }

    private static JsonNode literal(JsonNode node) {
        return mapped(node, text -> {
            String made = text.replace("${Role.Arn}", "arn:aws:iam::123456789012:role/forms");
            for (Map.Entry<String, String> each : LITERALS.entrySet()) {
                made = made.replace(each.getKey(), each.getValue());
            }
            return TextNode.valueOf(made);
        });
    }

    /// Changes the texts that have references.
    private static JsonNode mapped(JsonNode node, Function<String, JsonNode> change) {
        if (node.isTextual() && node.asText().contains("${")) {
            return change.apply(node.asText());
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode made = Json.mapper().createObjectNode();
        node.properties().forEach(each -> made.set(each.getKey(), mapped(each.getValue(), change)));
        return made;
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
