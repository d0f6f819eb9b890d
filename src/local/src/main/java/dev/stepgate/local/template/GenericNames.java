// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Plausible names for resources of types that are not here, so that what refers to them reads as it would on
/// AWS: `Ref` is the resource's name, `Arn` an ARN with the service, the kind and the name.
final class GenericNames {
    /// Services whose ARNs say another word than their types.
    private static final Map<String, String> SERVICES = Map.ofEntries(
            Map.entry("ApiGatewayV2", "apigateway"),
            Map.entry("CertificateManager", "acm"),
            Map.entry("CloudWatch", "cloudwatch"),
            Map.entry("Cognito", "cognito-idp"),
            Map.entry("EFS", "elasticfilesystem"),
            Map.entry("ElasticLoadBalancingV2", "elasticloadbalancing"),
            Map.entry("KinesisFirehose", "firehose"),
            Map.entry("MSK", "kafka"),
            Map.entry("OpenSearchServerless", "aoss"),
            Map.entry("OpenSearchService", "es"),
            Map.entry("StepFunctions", "states"));

    private GenericNames() {}

    /// A type of which nothing is known but how it is called.
    static ResourceType of(String type, ResourceType.Kind kind) {
        return new ResourceType(type, kind, Optional.empty(), "{name}", Map.of(), Map.of(), Map.of());
    }

    /// The property that names a resource of that type, if it has one of those.
    static List<String> nameProperties(String type) {
        return List.of(kind(type) + "Name", "Name");
    }

    /// What Fn::GetAtt gives, with placeholders.
    static String attribute(String type, String attribute) {
        if (attribute.toLowerCase(Locale.ROOT).endsWith("arn")) {
            return "arn:{partition}:" + service(type) + ":{region}:{account}:"
                    + kind(type).toLowerCase(Locale.ROOT) + "/{name}";
        }
        String last = attribute.substring(attribute.lastIndexOf('.') + 1);
        boolean isName = last.endsWith("Id") || last.endsWith("Name") || last.equals("Ref");
        return isName ? "{name}" : "{name}-" + last;
    }

    /// An attribute with several values.
    static boolean isList(String attribute) {
        return attribute.matches(".*(Ids|Arns|Entries|Addresses|NameServers|Endpoints|CidrBlocks|SecurityGroups)");
    }

    private static String service(String type) {
        String[] parts = type.split("::", -1);
        String service = parts.length > 1 ? parts[1] : "custom";
        return SERVICES.getOrDefault(service, service.toLowerCase(Locale.ROOT));
    }

    private static String kind(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
