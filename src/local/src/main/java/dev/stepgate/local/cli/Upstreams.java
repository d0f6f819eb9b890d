// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.aws.ServiceModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Reads the values of `--upstream`: `SERVICE=URL`.
record Upstreams(CommandSpec command) {
    /// The services that always run here.
    private static final Set<String> ALWAYS_HERE = Set.of("execute-api", "lambda", "states", "sts");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /// Returns the URLs by the services' names in ARNs.
    Map<String, URI> read(Map<String, String> values) {
        Map<String, URI> read = new HashMap<>();
        values.forEach((service, url) -> read.put(service(service, url), url(service, url)));
        return read;
    }

    private String service(String service, String url) {
        String name = service.toLowerCase(Locale.ROOT);
        Optional<ServiceModel> model = ServiceModel.find(name).or(() -> ServiceModel.ofSdk(name));
        if (model.isEmpty()) {
            throw wrong(service, url, "expected the name of an AWS service, as in an ARN or in an aws-sdk task");
        }
        if (ALWAYS_HERE.contains(model.get().name())) {
            throw wrong(service, url, model.get().name() + " always runs here");
        }
        return model.get().name();
    }

    private URI url(String service, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme()) || uri.getRawQuery() != null) {
                throw wrong(service, url, "expected http://HOST:PORT or https://HOST");
            }
            if (uri.getHost().endsWith(".amazonaws.com")) {
                throw wrong(service, url, "requests are not signed, so AWS itself would refuse them");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw wrong(service, url, "expected a URL: " + e.getMessage());
        }
    }

    private ParameterException wrong(String service, String url, String why) {
        return new ParameterException(command.commandLine(), "--upstream " + service + "=" + url + ": " + why);
    }
}
