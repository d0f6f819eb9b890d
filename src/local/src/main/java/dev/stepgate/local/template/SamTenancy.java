// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;

/// The rules of SAM's translator for functions with a TenancyConfig: no other events than those of APIs, and
/// nothing that would start an instance for no tenant.
final class SamTenancy {
    private static final List<String> REFUSED =
            List.of("ProvisionedConcurrencyConfig", "FunctionUrlConfig", "SnapStart");

    private SamTenancy() {}

    static void check(Properties function) {
        REFUSED.stream()
                .filter(name -> function.node(name).isPresent())
                .forEach(name -> function.problem(name, "is not supported beside TenancyConfig"));
        function.inner("Events")
                .ifPresent(events -> events.fields()
                        .fields()
                        .keySet()
                        .forEach(name -> events.inner(name).ifPresent(SamTenancy::checkEvent)));
    }

    private static void checkEvent(Properties event) {
        event.text("Type")
                .filter(type -> !type.equals("Api") && !type.equals("HttpApi"))
                .ifPresent(type -> event.problem("Type", "must be Api or HttpApi beside TenancyConfig, not " + type));
    }
}
