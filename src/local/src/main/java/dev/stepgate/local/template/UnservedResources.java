// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The resources that SAM makes and that have no effect here: the mapping of a domain to an API, the
/// policies of connectors. Templates name them in DependsOn, so that something is made after them
/// (logical ids as aws-sam-translator 1.115.0 makes them).
final class UnservedResources {
    private static final Pattern MAPPING = Pattern.compile("[A-Za-z0-9]*(BasePath|Api)Mapping");

    private UnservedResources() {}

    /// Returns the resource with that logical id, if SAM makes it along with the owner.
    static Optional<EventResources.Made> find(Declaration owner, String logicalId) {
        if (!logicalId.startsWith(owner.logicalId()) || logicalId.equals(owner.logicalId())) {
            return Optional.empty();
        }
        String rest = logicalId.substring(owner.logicalId().length());
        boolean made = isMapping(owner, rest) || isConnector(owner, rest);
        return made ? Optional.of(new EventResources.Made(logicalId, Map.of())) : Optional.empty();
    }

    private static boolean isMapping(Declaration owner, String rest) {
        return owner.type().type().matches("AWS::Serverless::(Http)?Api")
                && owner.property("Domain").isPresent()
                && MAPPING.matcher(rest).matches();
    }

    private static boolean isConnector(Declaration owner, String rest) {
        if (owner.type().type().equals("AWS::Serverless::Connector")) {
            return rest.endsWith("Policy");
        }
        return owner.attributes().find("Connectors").orElse(null) instanceof Node.Fields connectors
                && connectors.fields().keySet().stream()
                        .anyMatch(name -> rest.equals(name) || (rest.startsWith(name) && rest.endsWith("Policy")));
    }
}
