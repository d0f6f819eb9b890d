// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;

/// Reads [AWS::StepFunctions::StateMachineVersion][1] and [AWS::StepFunctions::StateMachineAlias][2]. A new
/// stack shifts no traffic gradually: an alias with a deployment preference leads to that version at once.
///
/// [1]:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachineversion.html
/// [2]:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachinealias.html
final class VersionReader {
    private static final String ROUTES = "RoutingConfiguration";
    private static final String PREFERENCE = "DeploymentPreference";
    private static final String VERSION = "StateMachineVersionArn";
    private static final int ALL = 100;

    private VersionReader() {}

    static Resource.StateMachineVersion version(ResolvedResource resource) {
        Properties properties = resource.properties();
        return new Resource.StateMachineVersion(
                resource.logicalId(),
                resource.mark(),
                properties.required("StateMachineArn"),
                properties.text("Description"),
                properties.text("StateMachineRevisionId"));
    }

    static Resource.StateMachineAlias alias(ResolvedResource resource) {
        Properties properties = resource.properties();
        return new Resource.StateMachineAlias(
                resource.logicalId(),
                resource.mark(),
                resource.name(),
                properties.text("Description"),
                routes(properties));
    }

    private static List<Resource.StateMachineAlias.Route> routes(Properties properties) {
        boolean routed = properties.fields().fields().containsKey(ROUTES);
        if (routed == properties.fields().fields().containsKey(PREFERENCE)) {
            properties
                    .problems()
                    .add(
                            properties.mark(),
                            properties.owner() + ": expected one of " + ROUTES + " and " + PREFERENCE + ", found "
                                    + (routed ? "both" : "none"));
            return List.of();
        }
        return routed
                ? properties.objects(ROUTES).stream().map(VersionReader::route).toList()
                : properties.inner(PREFERENCE).map(VersionReader::preferred).stream()
                        .toList();
    }

    private static Resource.StateMachineAlias.Route route(Properties route) {
        route.required("Weight");
        int weight = route.number("Weight", ALL, new Properties.Range(0, ALL));
        return new Resource.StateMachineAlias.Route(route.required(VERSION), weight);
    }

    private static Resource.StateMachineAlias.Route preferred(Properties preference) {
        preference.required("Type");
        preference.choice("Type", "ALL_AT_ONCE", List.of("LINEAR", "ALL_AT_ONCE", "CANARY"));
        return new Resource.StateMachineAlias.Route(preference.required(VERSION), ALL);
    }
}
