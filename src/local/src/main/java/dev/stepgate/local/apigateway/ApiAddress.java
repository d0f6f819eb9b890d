// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// The account, region and id of an API: `$context.accountId`, `$context.apiId`, and the region in its ARN
/// and host name.
public record ApiAddress(String accountId, String region, String apiId) {
    /// `abc123.execute-api.us-east-1.amazonaws.com`
    public String domainName() {
        return apiId + ".execute-api." + region + ".amazonaws.com";
    }
}
