// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Set;

/// The properties that SAM accepts in Globals, by the resource's kind (aws-sam-translator 1.110,
/// supported_properties).
final class GlobalsSections {
    static final Map<String, Set<String>> ALL = Map.ofEntries(
            Map.entry(
                    "Api",
                    words("AccessLogSetting AlwaysDeploy Auth BinaryMediaTypes CacheClusterEnabled "
                            + "CacheClusterSize CanarySetting Cors DefinitionUri Domain EndpointAccessMode "
                            + "EndpointConfiguration GatewayResponses MergeDefinitions MethodSettings "
                            + "MinimumCompressionSize Name OpenApiVersion PropagateTags SecurityPolicy "
                            + "TracingEnabled Variables")),
            Map.entry(
                    "CapacityProvider",
                    words("InstanceRequirements KmsKeyArn OperatorRole PropagateTags ScalingConfig Tags "
                            + "VpcConfig")),
            Map.entry(
                    "Function",
                    words("Architectures AssumeRolePolicyDocument AutoPublishAlias AutoPublishAliasAllProperties "
                            + "CapacityProviderConfig CodeSigningConfigArn CodeUri DeadLetterQueue "
                            + "DeploymentPreference Description DurableConfig Environment EphemeralStorage "
                            + "EventInvokeConfig FileSystemConfigs FunctionScalingConfig FunctionUrlConfig Handler "
                            + "KmsKeyArn Layers LoggingConfig MemorySize PermissionsBoundary PropagateTags "
                            + "ProvisionedConcurrencyConfig PublishToLatestPublished RecursiveLoop "
                            + "ReservedConcurrentExecutions RolePath Runtime RuntimeManagementConfig SnapStart "
                            + "SourceKMSKeyArn Tags TenancyConfig Timeout Tracing VersionDeletionPolicy VpcConfig")),
            Map.entry(
                    "HttpApi",
                    words("AccessLogSettings Auth CorsConfiguration DefaultRouteSettings Domain FailOnWarnings "
                            + "PropagateTags RouteSettings StageVariables Tags")),
            Map.entry("LayerVersion", words("PublishLambdaVersion")),
            Map.entry("SimpleTable", words("SSESpecification")),
            Map.entry("StateMachine", words("PropagateTags")),
            Map.entry(
                    "WebSocketApi",
                    words("AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings "
                            + "DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings IpAddressType "
                            + "PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags")));

    private GlobalsSections() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split(" ", -1));
    }
}
