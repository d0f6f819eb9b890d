// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows the SAM CLI's reference of its configuration file: environments, `global`, and the forms of
/// parameter_overrides.
class SamConfigTest {
    @TempDir
    private Path folder;

    private SamConfig read(String toml, String environment) throws IOException {
        Files.writeString(folder.resolve("samconfig.toml"), toml);
        return SamConfig.beside(
                folder.resolve("template.yaml"), Optional.of(environment).filter(name -> !name.isEmpty()));
    }

    @Test
    void theSettingsOfACommandTakePrecedenceOverGlobalOnes() throws IOException {
        SamConfig config = read("""
                version = 0.1
                [default.global.parameters]
                stack_name = "shop"
                region = "eu-west-1"
                [default.deploy.parameters]
                region = "eu-central-1"
                parameter_overrides = "Stage=dev Greeting=\\"good day\\" ParameterKey=Colour,ParameterValue=red"
                """, "");

        assertThat(config.stackName()).contains("shop");
        assertThat(config.region()).contains("eu-central-1");
        assertThat(config.parameters()).isEqualTo(Map.of("Stage", "dev", "Greeting", "good day", "Colour", "red"));
    }

    @Test
    void overridesMayBeAList() throws IOException {
        SamConfig config = read("""
                [prod.deploy.parameters]
                parameter_overrides = ["Stage=prod", "Url=https://x/?a=b"]
                """, "prod");

        assertThat(config.parameters()).isEqualTo(Map.of("Stage", "prod", "Url", "https://x/?a=b"));
    }

    @Test
    void withoutTheFileOrTheDefaultEnvironmentNothingIsSet() throws IOException {
        SamConfig none = SamConfig.beside(folder.resolve("template.yaml"), Optional.empty());

        assertThat(none.parameters()).isEmpty();
        assertThat(read("version = 0.1", "").stackName()).isEmpty();
    }

    @Test
    void anUnknownEnvironmentIsRefusedByName() {
        assertThatThrownBy(() -> read("[default.deploy.parameters]\n", "prod"))
                .isInstanceOf(SamConfig.WrongConfigException.class)
                .hasMessage("--config-env prod: " + folder.resolve("samconfig.toml")
                        + " has no such environment; it has default");
    }

    @Test
    void anErrorInTheTomlIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("a = 1\nb = = 2\n", ""))
                .isInstanceOf(SamConfig.WrongConfigException.class)
                .hasMessageStartingWith(folder.resolve("samconfig.toml") + ":2: not TOML");
    }
}
