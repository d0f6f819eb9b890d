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
import org.apache.commons.cli.Option;

/// The option for services that run elsewhere.
final class Upstreams {
    static final Option OPTION = CommandOption.repeated(
            "upstream",
            "SERVICE=URL",
            "the URL of a service that does not run here; the service has its name in ARNs or in aws-sdk tasks, as in"
                    + " athena=http://127.0.0.1:5000");

    /// The services that always run here.
    private static final Set<String> ALWAYS_HERE = Set.of("execute-api", "lambda", "states", "sts");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Upstreams() {}

    /// Returns the URLs by the services' names in ARNs.
    static Map<String, URI> of(Arguments arguments) {
        Map<String, URI> read = new HashMap<>();
        for (Map.Entry<String, String> pair : arguments.pairs(OPTION).entrySet()) {
            read.put(service(pair.getKey(), pair.getValue()), url(pair.getKey(), pair.getValue()));
        }
        return read;
    }

    private static String service(String service, String url) {
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

    private static URI url(String service, String url) {
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

    private static UsageException wrong(String service, String url, String why) {
        return UsageException.wrongValue(OPTION, service + "=" + url, why);
    }
}
