// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References of a template to its own parameters and secrets ([dynamic
/// references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html)).
class DynamicReferencesOfTemplatesTest {
    @TempDir
    private Path folder;

    @Test
    void referencesAreReplacedByTheirValues() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, """
                Resources:
                  Seconds:
                    Type: AWS::SSM::Parameter
                    Properties: {Name: /shop/timeout, Type: String, Value: 17}
                  Login:
                    Type: AWS::SecretsManager::Secret
                    Properties:
                      GenerateSecretString: {SecretStringTemplate: '{"username":"shop"}', GenerateStringKey: password}
                  Reader:
                    Type: AWS::Lambda::Function
                    Properties:
                      Runtime: python3.13
                      Handler: index.handler
                      Code: {ZipFile: x}
                      Role: arn:aws:iam::123456789012:role/r
                      Timeout: '{{resolve:ssm:/shop/timeout}}'
                      Environment:
                        Variables:
                          USER: !Sub 'it is {{resolve:secretsmanager:${Login}:SecretString:username}}'
                          PASSWORD: !Join ['', ['{{resolve:secretsmanager:', !Ref Login, ':SecretString:password}}']]
                """)) {
            Resource.Function reader =
                    run.runtime().template().all(Resource.Function.class).getFirst();
            JsonNode stored = run.call("secretsmanager", "GetSecretValue", "{'SecretId':'stepgate-Login'}");

            assertThat(reader.timeout()).hasSeconds(17);
            assertThat(reader.environment())
                    .containsEntry("USER", "it is shop")
                    .containsEntry(
                            "PASSWORD",
                            Json.parse(stored.path("SecretString").asText())
                                    .path("password")
                                    .asText());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{resolve:ssm:/other/stack}}                     | stack
            {{resolve:ssm:/other/stack:3}}                   | stack
            {{resolve:ssm-secure:word}}                      | word
            {{resolve:secretsmanager:shop:SecretString:user}} | user
            """)
    void aReferenceToAnotherStackIsNotHereAndHasAPlausibleValue(String reference, String value) throws Exception {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, """
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties: {QueueName: 'REFERENCE'}
                """.replace("REFERENCE", reference));

        Template read = LocalRuntime.validate(RuntimeOptions.of(template));

        assertThat(read.all(Resource.Queue.class))
                .extracting(Resource.Queue::name)
                .containsExactly(value);
        assertThat(read.remarks().notHere())
                .extracting(NotHere::toString)
                .containsExactly(template + ":4:29: " + reference + ": \"" + value + "\" stands for its value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{resolve:s3:bucket}} | {{resolve:s3:bucket}}: the services are ssm, ssm-secure and secretsmanager, not s3
            {{resolve:secretsmanager:given:SecretString:nokey}} | {{resolve:secretsmanager:given:SecretString:nokey}}: the secret has no nokey
            {{resolve:ssm:/not | {{resolve:ssm:/not: it leads to another reference, or does not end with }}
            """)
    void aReferenceThatIsWrongIsAProblemOfTheTemplate(String reference, String message) throws Exception {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, """
                Resources:
                  Given:
                    Type: AWS::SecretsManager::Secret
                    Properties: {Name: given, SecretString: '{"key":"k1"}'}
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties: {VisibilityTimeout: 'REFERENCE'}
                """.replace("REFERENCE", reference));

        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> LocalRuntime.validate(RuntimeOptions.of(template)));

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith(message));
        assertThat(refused.problems()).extracting(TemplateProblem::mark).allMatch(mark -> mark.line() == 7);
    }
}
