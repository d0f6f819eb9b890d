// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.RuntimeOptions.Ports;
import dev.stepgate.local.template.Addresses;
import dev.stepgate.local.template.TemplateFile;
import java.util.HashMap;
import java.util.Map;

/// The addresses at which a template would be served, without listening there.
public final class PlannedAddresses implements Addresses {
    private final Map<String, String> apis = new HashMap<>();
    private final String aws;

    PlannedAddresses(TemplateFile file, Ports ports) {
        PortNumbers numbers = new PortNumbers(ports);
        aws = "http://127.0.0.1:" + ports.aws();
        file.restApis().forEach(api -> apis.put(api, "http://127.0.0.1:" + numbers.rest()));
        file.webSocketApis().forEach(api -> apis.put(api, "ws://127.0.0.1:" + numbers.webSocket()));
    }

    @Override
    public String aws() {
        return aws;
    }

    @Override
    public String api(String logicalId) {
        return apis.getOrDefault(logicalId, "");
    }
}
