// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parameters and secrets of a template. Sources: the template reference of
/// [AWS::SSM::Parameter](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html)
/// and
/// [AWS::SecretsManager::Secret](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html).
class StoresOfTemplatesTest {
    private static final String TEMPLATE = """
            Resources:
              Port:
                Type: AWS::SSM::Parameter
                Properties: {Name: /shop/port, Type: String, Value: 8080, Tags: {team: a}}
              Target:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: 'arn:aws:sqs:us-east-1:123456789012:orders'}
              Login:
                Type: AWS::SecretsManager::Secret
                Properties:
                  GenerateSecretString:
                    SecretStringTemplate: '{"username":"shop"}'
                    GenerateStringKey: password
                    PasswordLength: "20"
                    ExcludePunctuation: "true"
              Given:
                Type: AWS::SecretsManager::Secret
                Properties: {Name: given, SecretString: '{"key":"k1"}'}
            Outputs:
              Value: {Value: !GetAtt Target.Value}
              Login: {Value: !Ref Login}
            """;

    @TempDir
    private Path folder;

    @Test
    void parametersHaveTheirValues() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            JsonNode port =
                    run.call("ssm", "GetParameter", "{'Name':'/shop/port'}").path("Parameter");

            assertThat(port.path("Value").asText()).isEqualTo("8080");
            assertThat(port.path("Type").asText()).isEqualTo("String");
            assertThat(run.runtime().template().outputs())
                    .extracting(Template.Output::value)
                    .contains("arn:aws:sqs:us-east-1:123456789012:orders");
        }
    }

    @Test
    void aSecretIsFoundByItsRefAndGeneratedAsTheTemplateSays() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            String arn = run.runtime().template().outputs().getLast().value();
            JsonNode login = run.call("secretsmanager", "GetSecretValue", "{'SecretId':'" + arn + "'}");
            JsonNode given = run.call("secretsmanager", "GetSecretValue", "{'SecretId':'given'}");

            assertThat(login.path("ARN").asText()).isEqualTo(arn);
            assertThat(login.path("Name").asText()).isEqualTo("stepgate-Login");
            JsonNode secret = Json.parse(login.path("SecretString").asText());
            assertThat(secret.path("username").asText()).isEqualTo("shop");
            assertThat(secret.path("password").asText()).matches("[A-Za-z0-9]{20}");
            assertThat(given.path("SecretString").asText()).isEqualTo("{\"key\":\"k1\"}");
        }
    }
}
