// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainCommandTest {
    @Test
    void itsTemplateIsServedAndEachOfItsRequestsIsAnswered() {
        StringWriter told = new StringWriter();
        PrintWriter writer = new PrintWriter(told);

        int exitCode = Main.run(List.of("train", "--rounds=2"), writer, writer);

        assertThat(told.toString()).isEmpty();
        assertThat(exitCode).isZero();
    }
}
