// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.template.DescribedRoute;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The endpoints of a runtime: a row for the console and for each route, WebSocket, state machine and queue,
/// with a command line to paste.
final class EndpointTable {
    private final List<Row> rows = new ArrayList<>();

    /// @param name such as `POST /api/execute`
    /// @param line to paste into a shell
    private record Row(String name, String line) {}

    private EndpointTable() {}

    static EndpointTable of(LocalRuntime runtime) {
        EndpointTable table = new EndpointTable();
        table.addConsole(runtime);
        table.addApis(runtime);
        table.addAws(runtime);
        return table;
    }

    private void addConsole(LocalRuntime runtime) {
        runtime.console().ifPresent(url -> rows.add(new Row("Console", url)));
        runtime.consoleRefusal()
                .ifPresent(busy -> rows.add(new Row(
                        "Console",
                        "none: " + busy.getMessage() + "; choose another by --console-port, or 0 for none")));
    }

    private void addApis(LocalRuntime runtime) {
        for (Resource.RestApi api : runtime.template().all(Resource.RestApi.class)) {
            addRoutes(runtime, api, api.openApi());
        }
        for (Resource.HttpApi api : runtime.template().all(Resource.HttpApi.class)) {
            addRoutes(runtime, api, api.openApi());
        }
        for (Resource.WebSocketApi api : runtime.template().all(Resource.WebSocketApi.class)) {
            api.stages().forEach(stage -> addWebSocket(runtime, api, stage));
        }
    }

    private void addWebSocket(LocalRuntime runtime, Resource.WebSocketApi api, Resource.Stage stage) {
        boolean needsKey = api.parts().json().path("Route").properties().stream()
                .map(Map.Entry::getValue)
                .filter(route -> route.path("RouteKey").asText("").equals("$connect"))
                .anyMatch(route -> route.path("ApiKeyRequired").asBoolean(false));
        String key = needsKey ? "-H 'x-api-key: " + apiKeys(stage).findFirst().orElse("KEY") + "' " : "";
        String url = runtime.api(api.logicalId()) + "/" + stage.name();
        rows.add(new Row("WebSocket " + api.logicalId(), "npx wscat " + key + "-c " + url));
    }

    /// Returns the values of keys that the template leaves to API Gateway.
    private static Stream<String> apiKeys(Resource.Stage stage) {
        return stage.limits().usagePlans().stream()
                .flatMap(plan -> plan.madeUpValues().stream())
                .distinct();
    }

    /// Adds a command of the `aws` command line for each state machine and function.
    private void addAws(LocalRuntime runtime) {
        rows.add(new Row(
                "For aws, once",
                "export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=" + runtime.region()));
        String aws = "aws --endpoint-url " + runtime.aws() + " ";
        List<Resource.StateMachine> machines = runtime.template().all(Resource.StateMachine.class);
        List<Resource.Function> functions = runtime.template().all(Resource.Function.class);
        rows.add(new Row("AWS " + runtime.aws(), aws + listing(machines, functions)));
        machines.forEach(machine -> addMachine(machine, aws + "stepfunctions "));
        functions.forEach(function -> addFunction(function, aws));
    }

    private void addRoutes(LocalRuntime runtime, Resource.Api api, Document openApi) {
        for (Resource.Stage stage : api.stages()) {
            DescribedApi described = new DescribedApi(
                    openApi.json(),
                    runtime.api(api.logicalId()),
                    runtime.region(),
                    apiKeys(stage).findFirst());
            addRoutes(described, stage.prefix());
            apiKeys(stage)
                    .forEach(value ->
                            rows.add(new Row("API key of " + stage.prefix(), "curl -H 'x-api-key: " + value + "'")));
        }
    }

    private void addRoutes(DescribedApi api, String prefix) {
        DescribedRoute.of(api.openApi()).forEach(route -> addRoute(api, route, prefix + routed(route.path())));
    }

    /// Returns the path of a route; the route `$default` matches any path.
    private static String routed(String path) {
        return path.endsWith("$default") ? "/" : path;
    }

    private void addRoute(DescribedApi api, DescribedRoute route, String path) {
        StringBuilder line = new StringBuilder("curl ");
        switch (route.method()) {
            case "GET", "ANY" -> {}
            case "HEAD" -> line.append("-I ");
            case "POST" -> {
                String body = body(api, route.operation());
                line.append(body.isEmpty() ? "-X POST " : body);
            }
            default -> line.append("-X ").append(route.method()).append(' ').append(body(api, route.operation()));
        }
        line.append(api.credentials(route.operation()));
        line.append(quoted(api.url() + route.withExamples(path)));
        rows.add(new Row(route.method() + " " + path, line.toString()));
    }

    /// Returns curl's options for the body, and a content type where curl's default would be wrong.
    private static String body(DescribedApi api, JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        if (content.isMissingNode()) {
            return "";
        }
        JsonNode example = new ExampleBody(api.openApi()).of(content.path("application/json"));
        String header = content.has("application/x-www-form-urlencoded") ? "" : "-H 'Content-Type: application/json' ";
        return header + "-d " + quoted(example.toString()) + " ";
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9/:._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// Returns an example call that lists something of this template.
    private static String listing(List<Resource.StateMachine> machines, List<Resource.Function> functions) {
        if (!machines.isEmpty()) {
            return "stepfunctions list-state-machines";
        }
        return functions.isEmpty() ? "sts get-caller-identity" : "lambda list-functions";
    }

    private void addFunction(Resource.Function function, String aws) {
        String name = function.arn().substring(function.arn().lastIndexOf(':') + 1);
        rows.add(new Row(
                "Function " + function.logicalId(),
                aws + "lambda invoke --function-name " + name
                        + " --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout"));
    }

    private void addMachine(Resource.StateMachine machine, String aws) {
        String start = machine.type() == Resource.StateMachine.Type.EXPRESS
                ? "AWS_DISABLE_HOST_PREFIX_INJECTION=true " + aws + "start-sync-execution"
                : aws + "start-execution";
        String name = "Machine " + machine.logicalId() + " (" + machine.type() + ")";
        rows.add(new Row(name, start + " --state-machine-arn " + machine.arn()));
    }

    void print(PrintWriter out) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        for (Row row : rows) {
            out.println(row.name() + " ".repeat(width - row.name().length() + 2) + row.line());
        }
    }
}
