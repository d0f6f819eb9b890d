// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters by which templates of the CDK 1 ask where their assets are. `cdk deploy` gave their values:
/// the bucket, the key as `PREFIX||NAME`, and the hash. Here they lead to the asset beside the template.
final class AssetParameters {
    private static final Pattern NAME =
            Pattern.compile("AssetParameters([0-9a-f]{64})(S3Bucket|S3VersionKey|ArtifactHash)[0-9A-F]{8}");
    private static final String BETWEEN = "||";

    private AssetParameters() {}

    /// Returns the value that leads to the asset; empty for any other parameter, and for a key as the CDK
    /// gives it.
    ///
    /// @param given on the command line
    static Optional<String> local(String parameter, Optional<String> given) {
        Matcher asset = NAME.matcher(parameter);
        if (!asset.matches()
                || given.filter(text -> isGood(asset.group(2), text)).isPresent()) {
            return Optional.empty();
        }
        String hash = asset.group(1);
        return Optional.of(
                switch (asset.group(2)) {
                    case "S3Bucket" -> "cdk-assets";
                    case "S3VersionKey" -> BETWEEN + hash + ".zip";
                    default -> hash;
                });
    }

    private static boolean isGood(String part, String given) {
        return !part.equals("S3VersionKey") || given.contains(BETWEEN);
    }
}
