// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.PercentEncoding;
import java.util.Locale;
import java.util.regex.Pattern;

/// The bucket and the key that a request names: both in the path, or the bucket in the host name ([Virtual
/// hosting of buckets](https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html)).
///
/// @param bucket empty for a request to the service
/// @param key empty for a request to a bucket
record Address(String bucket, String key) {
    private static final String LOCAL = ".localhost";
    private static final String SERVICE = "s3";
    private static final Pattern OF_REGION = Pattern.compile("s3-[a-z]{2}-.*");
    private static final char REPLACEMENT = '\ufffd';

    static Address of(HttpRequest request) {
        String path = request.rawPath().substring(1);
        String host = bucketOfHost(request);
        if (!host.isEmpty()) {
            return new Address(host, PercentEncoding.decode(path));
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? new Address(PercentEncoding.decode(path), "")
                : new Address(
                        PercentEncoding.decode(path.substring(0, slash)),
                        PercentEncoding.decode(path.substring(slash + 1)));
    }

    /// Refuses an address that is not UTF-8 when decoded.
    ///
    /// @throws AwsException `InvalidURI`
    Address checked() {
        if (key.indexOf(REPLACEMENT) >= 0) {
            throw new AwsException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
        return this;
    }

    /// Returns the bucket in `photos.s3.localhost`, `photos.localhost` or
    /// `photos.s3.us-east-1.amazonaws.com`; empty where the host name has none.
    static String bucketOfHost(HttpRequest request) {
        String host = host(request);
        int service = serviceLabel(host);
        if (service >= 0) {
            return host.substring(0, Math.max(0, service - 1));
        }
        return host.endsWith(LOCAL) ? host.substring(0, host.length() - LOCAL.length()) : "";
    }

    /// Returns true when the host name contains S3: `s3.localhost`, `photos.s3.us-east-1.amazonaws.com`.
    static boolean namesService(HttpRequest request) {
        return serviceLabel(host(request)) >= 0;
    }

    private static String host(HttpRequest request) {
        String host = request.headers().first("Host").orElse("").toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return port < 0 ? host : host.substring(0, port);
    }

    /// Returns the start of the last label `s3` before the domain; -1 when there is none.
    private static int serviceLabel(String host) {
        int last = -1;
        int at = 0;
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', at)) {
            if (host.startsWith(SERVICE, at) && isService(host.substring(at, dot))) {
                last = at;
            }
            at = dot + 1;
        }
        return last;
    }

    private static boolean isService(String label) {
        return label.equals(SERVICE) || OF_REGION.matcher(label).matches();
    }
}
