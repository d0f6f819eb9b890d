// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.regex.Pattern;

/// [The rules for the names of
/// buckets](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
final class BucketName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern ADJACENT = Pattern.compile(".*(\\.\\.|\\.-|-\\.).*");
    private static final Pattern RESERVED =
            Pattern.compile("(xn--|sthree-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

    private BucketName() {}

    /// @throws dev.stepgate.local.aws.AwsException `InvalidBucketName`
    static String checked(String name) {
        if (!isValid(name)) {
            throw S3Errors.of(
                    400,
                    "InvalidBucketName",
                    "The specified bucket is not valid.",
                    S3Errors.member("BucketName", name));
        }
        return name;
    }

    private static boolean isValid(String name) {
        return NAME.matcher(name).matches()
                && !ADDRESS.matcher(name).matches()
                && !ADJACENT.matcher(name).matches()
                && !RESERVED.matcher(name).matches();
    }

    /// Requires a region whose buckets have a location: `us-east-1` has none.
    static void requireLocation(String constraint) {
        if (!constraint.matches("EU|[a-z]{2}(-[a-z]+)+-[0-9]") || constraint.equals("us-east-1")) {
            throw S3Errors.of(
                    400,
                    "InvalidLocationConstraint",
                    "The specified location-constraint is not valid",
                    S3Errors.member("LocationConstraint", constraint));
        }
    }
}
