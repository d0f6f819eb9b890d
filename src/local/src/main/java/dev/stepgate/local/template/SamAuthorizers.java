// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Checks the authorizers that an API's Auth and its events name, as SAM's translator does for REST and HTTP
/// APIs alike.
///
/// @param isKnown whether the API has an authorizer of that name, or allows IAM under it
/// @param defaultCounts whether a DefaultAuthorizer that is not known is a problem: a REST API without
/// Authorizers ignores it
record SamAuthorizers(Properties api, Predicate<String> isKnown, boolean defaultCounts) {

    void check(List<ApiRoute> routes) {
        Optional<String> byDefault = api.inner("Auth").flatMap(given -> given.text("DefaultAuthorizer"));
        routes.forEach(route -> check(route, byDefault.isPresent()));
        byDefault.filter(isKnown.negate()).ifPresent(this::unknownDefault);
    }

    private void unknownDefault(String name) {
        if (defaultCounts) {
            api.problem("Auth", "has the DefaultAuthorizer " + name + ", which is not among its Authorizers");
        } else if (!name.equals("NONE")) {
            api.problems()
                    .warn(
                            api.mark("Auth"),
                            api.owner() + ": SAM ignores the DefaultAuthorizer " + name
                                    + " of an API without Authorizers: its methods are open");
        }
    }

    private void check(ApiRoute route, boolean hasDefault) {
        Optional<String> named = route.access().authorizer();
        if (named.isEmpty()) {
            if (route.access().scopes().isPresent() && !hasDefault) {
                problem(route, "AuthorizationScopes need an Authorizer, or a DefaultAuthorizer of the API");
            }
        } else if (named.get().equals("NONE")) {
            if (!hasDefault) {
                problem(route, "NONE is only valid when " + api.owner() + " has a DefaultAuthorizer");
            }
        } else if (!isKnown.test(named.get())) {
            problem(route, "it is not among the Authorizers of " + api.owner());
        }
    }

    private void problem(ApiRoute route, String reason) {
        String name = route.access().authorizer().map(each -> " " + each).orElse("");
        api.problems()
                .add(
                        "authorizer" + name + " of " + api.owner() + ": " + reason,
                        route.operation().mark(),
                        "Unable to set Authorizer" + name + " on API method " + route.method() + " for path "
                                + route.path() + ": " + reason);
    }
}
