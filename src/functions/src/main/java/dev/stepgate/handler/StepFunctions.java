// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// The client of Step Functions. Region, credentials and endpoint come from the function's environment.
public final class StepFunctions {
    private StepFunctions() {}

    public static SfnClient client() {
        return SfnClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
