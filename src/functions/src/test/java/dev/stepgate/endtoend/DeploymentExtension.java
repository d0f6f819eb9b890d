// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.awaitility.Awaitility.await;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Gives tests the [Deployment]: template.yaml started once for all of them on free ports; or a deployed
/// stack, when the system properties `stepgate.rest` and `stepgate.websocket` hold its URLs (the outputs
/// RestApiUrl and WebSocketUrl) and `stepgate.timer` the seconds that its ramen boils. Its region and
/// credentials are the SDK's defaults.
final class DeploymentExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(DeploymentExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Deployment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Started.class, _ -> Started.start(), Started.class)
                .deployment();
    }

    /// @param runtime empty for a deployed stack
    private record Started(Deployment deployment, Optional<LocalRuntime> runtime) implements AutoCloseable {
        static Started start() {
            return Optional.ofNullable(System.getProperty("stepgate.rest"))
                    .map(rest -> new Started(deployed(rest), Optional.empty()))
                    .orElseGet(Started::local);
        }

        private static Deployment deployed(String rest) {
            return new Deployment(
                    URI.create(rest),
                    URI.create(System.getProperty("stepgate.websocket")),
                    SfnClient.create(),
                    Optional.empty(),
                    Duration.ofSeconds(Integer.getInteger("stepgate.timer", 30)),
                    new FunctionLines());
        }

        private static Started local() {
            FunctionLines log = new FunctionLines();
            RuntimeOptions options = RuntimeOptions.of(Path.of("template.yaml"))
                    .withParameters(Map.of("RamenTimerSeconds", "1", "RamenRateLimit", "50", "RamenConcurrency", "50"));
            LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(log));
            Deployment deployment = new Deployment(
                    URI.create(runtime.api("RestApi") + "/api"),
                    URI.create(runtime.api("WebSocketApi") + "/api"),
                    stepFunctions(runtime.aws()),
                    Optional.of(runtime.aws()),
                    Duration.ofSeconds(1),
                    log);
            warm(deployment.restClient());
            return new Started(deployment, Optional.of(runtime));
        }

        /// Calls the functions behind the synchronous route until they answer: on a busy machine their first call
        /// may take longer than the ten seconds of their tasks.
        private static void warm(Rest rest) {
            for (String path : List.of("/1/users/1", "/2/users/1")) {
                await().atMost(Deployment.PATIENCE).until(() -> rest.get(path).status() == 200);
            }
        }

        private static SfnClient stepFunctions(String endpoint) {
            return SfnClient.builder()
                    .endpointOverride(URI.create(endpoint))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .overrideConfiguration(configuration -> configuration.putAdvancedOption(
                            SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                    .build();
        }

        @Override
        public void close() {
            runtime.ifPresent(LocalRuntime::close);
        }
    }
}
