// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

/// The account to which everything in this JVM belongs.
///
/// @param partition such as `aws`
/// @param region such as `us-east-1`
/// @param id twelve digits
public record Account(String partition, String region, String id) {

    /// Returns an ARN, such as `arn:aws:sqs:us-east-1:123456789012:orders` for `sqs` and `orders`.
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + resource;
    }
}
