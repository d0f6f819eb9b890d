// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MockConfigurationReaderTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/stepgate/test/mock-configuration");

    @Test
    void everyProblemIsReportedWithTheLocation() {
        assertThat(problems("broken.json"))
                .containsExactlyInAnyOrder(
                        "/MockedResponse: expected one of [MockedResponses, StateMachines]",
                        "/MockedResponses/Charged/0: expected exactly one of Return and Throw",
                        "/MockedResponses/Charged/1: expected exactly one of Return and Throw",
                        "/MockedResponses/Charged/first: expected the number of an invocation, \"0\", or a range,"
                                + " \"1-2\"",
                        "/MockedResponses/Charged/3-2: the range ends before it begins",
                        "/MockedResponses/Charged/6: overlaps with 4-6",
                        "/MockedResponses/Charged/7/Throw/Error: expected a string",
                        "/MockedResponses/Charged/7/Throw/Cause: expected a string",
                        "/MockedResponses/Charged/8/Throws: expected one of [Return, Throw]",
                        "/MockedResponses/Charged/8: expected exactly one of Return and Throw",
                        "/StateMachines/Orders/TestCases/HappyPath/Ship: no mocked response 'Shiped' in MockedResponses",
                        "/StateMachines/Orders/TestCases/Sad/Charge: expected the name of a mocked response",
                        "/StateMachines/Empty/TestCases: is missing",
                        "/StateMachines/List: expected an object");
    }

    @Test
    void aFileThatIsNotJsonOrMissingIsReported() {
        assertThat(problems("no-json.json")).singleElement().asString().startsWith("line 2, column 21: ");
        assertThat(problems("nowhere.json")).singleElement().asString().startsWith("cannot be read: ");
    }

    @Test
    void theMessageNamesTheFileOnce() {
        assertThatThrownBy(() -> MockConfiguration.read(FOLDER.resolve("no-json.json")))
                .hasMessageStartingWith(FOLDER.resolve("no-json.json") + ":" + System.lineSeparator() + "  line 2");
    }

    private static List<String> problems(String file) {
        return assertThatExceptionOfType(MockConfigurationException.class)
                .isThrownBy(() -> MockConfiguration.read(FOLDER.resolve(file)))
                .actual()
                .problems();
    }
}
