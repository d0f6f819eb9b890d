// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import dev.stepgate.local.template.StageLimits.Canary;
import dev.stepgate.local.template.StageLimits.MethodThrottle;
import dev.stepgate.local.template.StageLimits.Quota;
import dev.stepgate.local.template.StageLimits.Throttle;
import dev.stepgate.local.template.StageLimits.UsagePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads stages of REST APIs: those of AWS::ApiGateway::Stage, and the one inside
/// AWS::Serverless::Api, with the usage plans that name them.
final class StageReader {
    private static final Range ANY = new Range(0, 999_999_999);

    /// Of a setting: `*` stands for all methods.
    private static final List<String> METHODS =
            List.of("*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final List<ResolvedResource> all;

    StageReader(List<ResolvedResource> all) {
        this.all = all;
    }

    /// @param properties of AWS::Serverless::Api, or of a stage that AWS::ApiGateway::Deployment makes
    /// @param apiId of the API that is deployed there
    Resource.Stage read(Properties properties, String apiId) {
        return read(properties, name(properties), apiId);
    }

    /// Reads an AWS::ApiGateway::Stage; CloudFormation names one that has no name (recorded by LocalStack's
    /// test_cfn_deploy_apigateway_integration).
    Resource.Stage read(ResolvedResource stage, String apiId) {
        Properties properties = stage.properties();
        String name = properties.node("StageName").isPresent() ? name(properties) : stage.name();
        return read(properties, name, apiId);
    }

    private Resource.Stage read(Properties properties, String name, String apiId) {
        StageLimits settings = new StageLimits(
                throttles(properties),
                Stream.concat(usagePlans(apiId, name).stream(), samUsagePlan(properties).stream())
                        .toList(),
                properties.inner("AccessLogSetting").flatMap(log -> log.text("Format")),
                properties.inner("CanarySetting").map(StageReader::canary));
        return new Resource.Stage(name, properties.texts("Variables"), settings);
    }

    /// Returns the name of a stage
    /// ([CreateStage](https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html)).
    static String name(Properties stage) {
        String name = stage.required("StageName");
        if (!name.isEmpty() && !name.equals(HttpApiStages.DEFAULT) && !name.matches("[A-Za-z0-9_-]{1,128}")) {
            stage.problem("StageName", "must be 1 to 128 letters, digits, hyphens and underscores, not " + name);
        }
        return name;
    }

    private static Canary canary(Properties canary) {
        return new Canary(canary.decimal("PercentTraffic").orElse(0.0), canary.texts("StageVariableOverrides"));
    }

    private static List<MethodThrottle> throttles(Properties stage) {
        List<MethodThrottle> throttles = new ArrayList<>();
        for (Properties setting : stage.objects("MethodSettings")) {
            setting.choice("HttpMethod", "*", METHODS);
            setting.choice("LoggingLevel", "OFF", List.of("OFF", "ERROR", "INFO"));
            throttle(setting, "ThrottlingRateLimit", "ThrottlingBurstLimit")
                    .ifPresent(throttle -> throttles.add(new MethodThrottle(
                            path(setting.text("ResourcePath").orElse("/*")),
                            setting.text("HttpMethod").orElse("*"),
                            throttle)));
        }
        throttle(stage, "ThrottlingRateLimit", "ThrottlingBurstLimit")
                .ifPresent(throttle -> throttles.add(new MethodThrottle("/*", "*", throttle)));
        throttles.sort(Comparator.comparing(MethodThrottle::isGeneral));
        return throttles;
    }

    /// Returns `/users/{id}` for `/~1users~1{id}`, the form in which a setting writes it.
    private static String path(String resourcePath) {
        String path = resourcePath.replace("~1", "/");
        return path.startsWith("//") ? path.substring(1) : path;
    }

    private static Optional<Throttle> throttle(Properties properties, String rate, String burst) {
        Optional<Double> limit = properties.decimal(rate);
        int most = properties.number(burst, Integer.MAX_VALUE, ANY);
        boolean limited = limit.isPresent() || most != Integer.MAX_VALUE;
        return limited ? Optional.of(new Throttle(limit.orElse(Double.MAX_VALUE), most)) : Optional.empty();
    }

    /// Returns the plans that name a stage of a REST or WebSocket API.
    List<UsagePlan> usagePlans(String apiId, String stage) {
        List<UsagePlan> plans = new ArrayList<>();
        for (ResolvedResource plan : all("UsagePlan")) {
            List<Properties> stages = plan.properties().objects("ApiStages").stream()
                    .filter(each -> each.text("ApiId").equals(Optional.of(apiId))
                            && each.text("Stage").equals(Optional.of(stage)))
                    .toList();
            if (!stages.isEmpty()) {
                plans.add(usagePlan(plan, stages));
            }
        }
        return plans;
    }

    /// Returns the plan, with one key, that SAM makes for an API.
    private static Optional<UsagePlan> samUsagePlan(Properties api) {
        return api.inner("Auth").flatMap(auth -> auth.inner("UsagePlan")).flatMap(plan -> {
            String kind = plan.choice("CreateUsagePlan", "NONE", List.of("PER_API", "SHARED", "NONE"));
            return kind.equals("NONE") ? Optional.empty() : Optional.of(samUsagePlan(api, plan));
        });
    }

    private static UsagePlan samUsagePlan(Properties api, Properties plan) {
        String logicalId = api.owner().split(" ", 2)[0];
        return new UsagePlan(
                plan.text("UsagePlanName").orElse(logicalId + "UsagePlan"),
                Map.of(logicalId + "ApiKey", UsagePlan.madeUpValue(logicalId + "ApiKey")),
                plan.inner("Throttle").flatMap(limit -> throttle(limit, "RateLimit", "BurstLimit")),
                plan.inner("Quota").map(StageReader::quota),
                List.of());
    }

    private UsagePlan usagePlan(ResolvedResource plan, List<Properties> stages) {
        return new UsagePlan(
                plan.name(),
                keys(plan.ref()),
                plan.properties().inner("Throttle").flatMap(limit -> throttle(limit, "RateLimit", "BurstLimit")),
                plan.properties().inner("Quota").map(StageReader::quota),
                stages.stream().flatMap(each -> methods(each).stream()).toList());
    }

    /// Reads the throttles of methods, by `/users/{id}/GET`
    /// ([ApiStage](https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html)).
    private static List<MethodThrottle> methods(Properties apiStage) {
        List<MethodThrottle> methods = new ArrayList<>();
        Optional<Properties> given = apiStage.inner("Throttle");
        for (String key : given.map(all -> all.fields().fields().keySet()).orElse(Set.of())) {
            int slash = key.lastIndexOf('/');
            Optional<Throttle> throttle =
                    given.flatMap(all -> all.inner(key)).flatMap(limit -> throttle(limit, "RateLimit", "BurstLimit"));
            if (slash < 0) {
                given.ifPresent(all -> all.problem(key, "must be a path and a method such as /users/{id}/GET"));
                continue;
            }
            String path = slash == 0 ? "/" : key.substring(0, slash);
            throttle.ifPresent(limit -> methods.add(new MethodThrottle(path, key.substring(slash + 1), limit)));
        }
        return methods;
    }

    private static Quota quota(Properties quota) {
        String period = quota.choice("Period", "DAY", List.of("DAY", "WEEK", "MONTH"));
        return new Quota(quota.number("Limit", 0, ANY), period);
    }

    private Map<String, String> keys(String planId) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (ResolvedResource link : all("UsagePlanKey")) {
            if (link.properties().required("UsagePlanId").equals(planId)) {
                String id = link.properties().required("KeyId");
                all("ApiKey").stream()
                        .filter(key -> key.ref().equals(id) && key.properties().flag("Enabled", false))
                        .forEach(key -> keys.put(id, value(key)));
            }
        }
        return keys;
    }

    private static String value(ResolvedResource key) {
        return key.properties().text("Value").orElseGet(() -> UsagePlan.madeUpValue(key.logicalId()));
    }

    private List<ResolvedResource> all(String kind) {
        return all.stream()
                .filter(resource -> resource.type().equals("AWS::ApiGateway::" + kind))
                .toList();
    }
}
