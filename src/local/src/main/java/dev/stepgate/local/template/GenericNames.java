// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Plausible names for resources of types that are not here, so that references to them look as they would on
/// AWS: `Ref` is the resource's name, `Arn` an ARN made of service, kind and name.
final class GenericNames {
    /// Services whose name in ARNs differs from that in types.
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

    /// Makes a type of which only the name is known.
    static ResourceType of(String type, ResourceType.Kind kind) {
        return new ResourceType(type, kind, Optional.empty(), "{name}", Map.of(), Map.of(), Map.of());
    }

    /// The properties that may name a resource of that type.
    static List<String> nameProperties(String type) {
        return List.of(kind(type) + "Name", "Name");
    }

    /// Returns the value of Fn::GetAtt, with placeholders.
    static String attribute(String type, String attribute) {
        if (attribute.toLowerCase(Locale.ROOT).endsWith("arn")) {
            return "arn:{partition}:" + service(type) + ":{region}:{account}:"
                    + kind(type).toLowerCase(Locale.ROOT) + "/{name}";
        }
        String last = attribute.substring(attribute.lastIndexOf('.') + 1);
        boolean isName = last.endsWith("Id") || last.endsWith("Name") || last.equals("Ref");
        return isName ? "{name}" : "{name}-" + last;
    }

    /// Tells whether an attribute has several values.
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
