// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds the routes of SAM's events to the document of their API, as SAM's translator does. Where SAM
/// makes the document or has made it, all of them are added; where the API has its own document and sets
/// MergeDefinitions, only those of functions, merged; otherwise none. HTTP APIs get all of them.
final class EventRoutes {
    /// Says that SAM made the document, as in templates that the Serverless Application Repository hands out.
    private static final String MANAGED = "__MANAGE_SWAGGER";

    private final Properties api;
    private final List<ApiRoute> routes;

    EventRoutes(Properties api, List<ApiRoute> routes) {
        this.api = api;
        this.routes = List.copyOf(routes);
    }

    /// The document, and the routes that were added to it or set the access of one that was there.
    record Added(Node.Fields document, List<ApiRoute> routes) {}

    Added toRest(Node.Fields document) {
        boolean own = api.fields().fields().containsKey("DefinitionBody")
                || api.fields().fields().containsKey("DefinitionUri");
        return own && !api.flag(MANAGED, false) ? toOwn(document) : toAll(document);
    }

    /// Adds the routes of an HTTP API: the integration of an event takes the place of the one in the
    /// API's own document.
    Added toHttp(Node.Fields document) {
        if (!api.fields().fields().containsKey("DefinitionBody")) {
            return toAll(document);
        }
        Node.Fields whole = document;
        for (ApiRoute route : routes) {
            whole = OpenApi.replace(whole, route, merged(OpenApi.operation(whole, route), route));
        }
        return new Added(whole, routes);
    }

    /// Adds all routes; one that is there already was defined twice.
    Added toAll(Node.Fields document) {
        Node.Fields whole = document;
        for (ApiRoute route : routes) {
            if (OpenApi.operation(whole, route)
                    .filter(EventRoutes::hasIntegration)
                    .isPresent()) {
                twice(route);
            }
            whole = OpenApi.with(whole, route);
        }
        return new Added(whole, routes);
    }

    private static boolean hasIntegration(Node.Fields operation) {
        return operation.find(OpenApi.INTEGRATION).isPresent();
    }

    private void twice(ApiRoute route) {
        String method = route.method().equals(OpenApi.ANY_METHOD) ? "any" : route.method();
        api.problems()
                .add(
                        route.operation().mark(),
                        api.owner() + ": API method \"" + method + "\" defined multiple times for path \""
                                + route.path() + "\"");
    }

    private Added toOwn(Node.Fields document) {
        boolean merges = api.flag("MergeDefinitions", false);
        Node.Fields whole = document;
        List<ApiRoute> added = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ApiRoute route : routes) {
            if (!merges || route.origin() != ApiRoute.Origin.FUNCTION) {
                if (route.access().overrides()) {
                    added.add(route);
                } else {
                    leftOut(route, merges);
                }
                continue;
            }
            if (!seen.add(route.method() + " " + route.path())) {
                twice(route);
            }
            whole = OpenApi.replace(whole, route, merged(OpenApi.operation(whole, route), route));
            added.add(route);
        }
        return new Added(whole, added);
    }

    private void leftOut(ApiRoute route, boolean merges) {
        api.problems()
                .warn(
                        route.operation().mark(),
                        "SAM leaves out the event's " + route.method() + " " + route.path() + ": " + api.owner()
                                + (merges
                                        ? " merges events of functions only"
                                        : " has a document of its own and no MergeDefinitions"));
    }

    /// Merges a route into an operation that is there already: the event's members take precedence
    /// over the document's, as does its security, if it has any.
    private static Node.Fields merged(Optional<Node.Fields> there, ApiRoute route) {
        Node.Fields merged = there.orElseGet(route::operation);
        for (String name : route.operation().fields().keySet()) {
            merged = merged.with(name, route.operation().find(name).orElseThrow());
        }
        boolean saysWho = route.access().authorizer().isPresent();
        return saysWho ? merged.without("security") : merged;
    }
}
