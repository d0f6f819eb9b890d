// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

/// The account that everything in this JVM belongs to.
///
/// @param partition `aws`
/// @param region `us-east-1`
/// @param id twelve digits
public record Account(String partition, String region, String id) {

    /// `arn:aws:sqs:us-east-1:123456789012:orders` for `sqs` and `orders`.
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + resource;
    }
}
