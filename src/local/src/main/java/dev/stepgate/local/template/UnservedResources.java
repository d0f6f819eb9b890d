// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The resources that SAM makes and that have no effect here: domain names of APIs and their records, permissions, a
/// usage plan of several APIs, the policies of connectors, the parts of what is not here. Templates name them in
/// DependsOn, Ref and Fn::GetAtt (logical ids as aws-sam-translator 1.115.0 makes them).
final class UnservedResources {
    private static final Pattern MAPPING = Pattern.compile("[A-Za-z0-9]*(BasePath|Api)Mapping");
    private static final Pattern DOMAIN =
            Pattern.compile("(ApiGatewayDomainName(V2)?|RecordSetGroup|DomainNameAccessAssociation)[0-9a-f]{10}");
    private static final Pattern SHARED_PLAN = Pattern.compile("Serverless(UsagePlan|UsagePlanKey|ApiKey)");
    private static final Pattern CONNECTION = Pattern.compile(".*(Policy|LambdaPermission)(Destination[0-9]+)?");
    private static final Map<String, String> DOMAIN_ATTRIBUTES = Map.of(
            "DistributionDomainName", "d{id}.cloudfront.net",
            "DistributionHostedZoneId", "Z2FDTNDATAQYW2",
            "DomainNameArn", "arn:{partition}:apigateway:{region}::/domainnames/{id}",
            "RegionalDomainName", "d-{id}.execute-api.{region}.amazonaws.com",
            "RegionalHostedZoneId", "Z{id}");

    private UnservedResources() {}

    /// Returns the resource with that logical id, if SAM makes it along with the owner.
    static Optional<EventResources.Made> find(Declaration owner, String logicalId) {
        boolean isApi = owner.type().type().matches("AWS::Serverless::(Http|WebSocket)?Api");
        if (isApi
                && owner.property("Domain").isPresent()
                && DOMAIN.matcher(logicalId).matches()) {
            return Optional.of(new EventResources.Made(logicalId, DOMAIN_ATTRIBUTES));
        }
        boolean made = isApi && SHARED_PLAN.matcher(logicalId).matches()
                ? isShared(owner)
                : logicalId.startsWith(owner.logicalId())
                        && !logicalId.equals(owner.logicalId())
                        && isMade(owner, logicalId.substring(owner.logicalId().length()), isApi);
        return made ? Optional.of(new EventResources.Made(logicalId, Map.of())) : Optional.empty();
    }

    private static boolean isMade(Declaration owner, String rest, boolean isApi) {
        if (isApi) {
            return owner.property("Domain").isPresent() && MAPPING.matcher(rest).matches()
                    || owner.property("Auth").isPresent() && rest.endsWith("AuthorizerPermission")
                    || isConnection(owner, rest);
        }
        return switch (owner.type().type()) {
            case "AWS::Serverless::GraphQLApi", "AWS::Serverless::CapacityProvider" -> true;
            case "AWS::Serverless::Connector" -> CONNECTION.matcher(rest).matches();
            case "AWS::Serverless::Function" -> rest.equals("CognitoPermission") || isConnection(owner, rest);
            default -> isConnection(owner, rest);
        };
    }

    private static boolean isShared(Declaration api) {
        return api.property("Auth")
                .map(auth ->
                        auth.json().path("UsagePlan").path("CreateUsagePlan").asText())
                .equals(Optional.of("SHARED"));
    }

    private static boolean isConnection(Declaration owner, String rest) {
        return owner.attributes().find("Connectors").orElse(null) instanceof Node.Fields connectors
                && connectors.fields().keySet().stream()
                        .anyMatch(name -> rest.equals(name)
                                || (rest.startsWith(name)
                                        && CONNECTION.matcher(rest).matches()));
    }
}
