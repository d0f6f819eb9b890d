// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Plausible names for resources of types that are not here, so that references to them look as they
/// would on AWS: `Ref` is the resource's name, `Arn` an ARN made of service, kind and name.
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

    /// The values of outputs and exports of other stacks, by the ends of their names.
    private static final Map<String, String> ENDS = ends();

    private GenericNames() {}

    private static Map<String, String> ends() {
        Map<String, String> ends = new LinkedHashMap<>();
        ends.put("userpoolarn", "arn:{partition}:cognito-idp:{region}:{account}:userpool/{region}_{id}");
        ends.put("userpoolid", "{region}_{id}");
        ends.put("statemachinearn", "arn:{partition}:states:{region}:{account}:stateMachine:{name}");
        ends.put("functionarn", "arn:{partition}:lambda:{region}:{account}:function:{name}");
        ends.put("lambdaarn", "arn:{partition}:lambda:{region}:{account}:function:{name}");
        ends.put("layerarn", "arn:{partition}:lambda:{region}:{account}:layer:{name}:1");
        ends.put("queuearn", "arn:{partition}:sqs:{region}:{account}:{name}");
        ends.put("topicarn", "arn:{partition}:sns:{region}:{account}:{name}");
        ends.put("tablearn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}");
        ends.put("bucketarn", "arn:{partition}:s3:::{name}");
        ends.put("busarn", "arn:{partition}:events:{region}:{account}:event-bus/{name}");
        ends.put("rolearn", "arn:{partition}:iam::{account}:role/{name}");
        ends.put("secretarn", "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}");
        ends.put("issuer", "https://cognito-idp.{region}.amazonaws.com/{region}_{id}");
        ends.put("url", "https://{id}.example.com");
        return ends;
    }

    /// Returns the value, with placeholders, of an output or export of another stack, if its name
    /// tells what it is: `UserPoolArn`, `auth-issuer-url`.
    static Optional<String> output(String name) {
        String letters =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replaceFirst("issuerur[il]$", "issuer");
        return ENDS.entrySet().stream()
                .filter(end -> letters.endsWith(end.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// Returns the same with the values of a stack in the place of the placeholders.
    static Optional<String> output(String name, Stack stack) {
        String plain = name.replaceAll("[^A-Za-z0-9-]", "-");
        Map<String, String> values = Map.of(
                "{partition}", stack.partition(),
                "{region}", stack.region(),
                "{account}", stack.accountId(),
                "{name}", plain,
                "{id}", stack.apiId(plain));
        return output(name).map(pattern -> {
            String value = pattern;
            for (Map.Entry<String, String> placeholder : values.entrySet()) {
                value = value.replace(placeholder.getKey(), placeholder.getValue());
            }
            return value;
        });
    }

    /// Makes a type of which only the name is known.
    static ResourceType of(String type, ResourceType.Kind kind) {
        return new ResourceType(type, kind, Optional.empty(), "{name}", Map.of(), Map.of(), Map.of(), Map.of());
    }

    /// The properties that may name a resource of that type.
    static List<String> nameProperties(String type) {
        return List.of(kind(type) + "Name", "Name");
    }

    /// Returns the value of Fn::GetAtt, with placeholders.
    static String attribute(String type, String attribute) {
        Optional<String> output = attribute.startsWith("Outputs.") ? output(attribute) : Optional.empty();
        if (output.isPresent()) {
            return output.get();
        }
        if (attribute.toLowerCase(Locale.ROOT).endsWith("arn")) {
            return "arn:{partition}:" + service(type) + ":{region}:{account}:"
                    + kind(type).toLowerCase(Locale.ROOT) + "/{name}";
        }
        String last = attribute.substring(attribute.lastIndexOf('.') + 1);
        boolean isName = last.endsWith("Id") || last.endsWith("Name") || last.equals("Ref");
        return isName ? "{name}" : "{name}-" + last;
    }

    /// Returns one of the values of an attribute that has several. A DNS entry begins with its hosted
    /// zone.
    static String element(String attribute, int index) {
        return attribute.equals("DnsEntries")
                ? "Z{id}:{name}-" + index + ".{region}.vpce.amazonaws.com"
                : "{name}-" + index;
    }

    /// Tells whether an attribute seems to have several values.
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
