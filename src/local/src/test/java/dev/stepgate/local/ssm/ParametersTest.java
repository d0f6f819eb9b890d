// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The [user
/// guide](https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html)
/// and the [API
/// reference](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html).
class ParametersTest {
    private final Parameters parameters = new Parameters(
            new Account("aws", "us-east-1", "123456789012"),
            InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")),
            Store.NONE,
            ParametersTest::getSecretValue);

    private static JsonNode getSecretValue(JsonNode input) {
        if (!input.path("SecretId").asText().equals("db")) {
            throw new AwsException(400, "ResourceNotFoundException", "Secrets Manager can't find the secret.");
        }
        return Json.parse("""
                {"ARN": "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-Abcdef", "Name": "db",
                 "VersionId": "1", "SecretString": "one", "VersionStages": ["AWSCURRENT"], "CreatedDate": 1735689600.0}
                """);
    }

    /// The shape is recorded from AWS in LocalStack's `tests/aws/services/ssm/test_ssm.snapshot.json`.
    @Test
    void aParameterIsPutAndRead() {
        assertThat(call("PutParameter", "{'Name':'/shop/url','Value':'123','Type':'String'}"))
                .isEqualTo(Json.parse("{\"Version\":1,\"Tier\":\"Standard\"}"));

        JsonNode expected = Json.parse("""
                {"Parameter": {"ARN": "arn:aws:ssm:us-east-1:123456789012:parameter/shop/url", "DataType": "text",
                 "LastModifiedDate": 1735689600.0, "Name": "/shop/url", "Type": "String", "Value": "123", "Version": 1}}
                """);
        assertThat(call("GetParameter", "{'Name':'/shop/url'}")).isEqualTo(expected);
        assertThat(call("GetParameter", "{'Name':'arn:aws:ssm:us-east-1:123456789012:parameter/shop/url'}"))
                .isEqualTo(expected);
    }

    /// Tested with AWS by LocalStack's `test_put_parameters`.
    @Test
    void aNameOutsideOfHierarchiesMayBeginWithASlash() {
        put("a", "one");

        assertThat(call("GetParameter", "{'Name':'/a'}")
                        .path("Parameter")
                        .path("Name")
                        .asText())
                .isEqualTo("/a");
        assertThat(names("GetParameters", "{'Names':['/a']}")).containsExactly("/a");
        assertThatThrownBy(() -> put("/a", "two")).hasMessageStartingWith("The parameter already exists.");
        call("PutParameter", "{'Name':'/a','Value':'two','Overwrite':true}");
        assertThat(value("a")).isEqualTo("two");
    }

    /// The members are those of the [user
    /// guide](https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html), the
    /// message is shown in [an
    /// issue](https://github.com/aws/aws-dotnet-extensions-configuration/issues/199).
    @Test
    void aSecretIsReadAsAParameter() {
        JsonNode found = call("GetParameter", "{'Name':'/aws/reference/secretsmanager/db','WithDecryption':true}")
                .path("Parameter");

        assertThat(found.path("Name").asText()).isEqualTo("/aws/reference/secretsmanager/db");
        assertThat(found.path("Type").asText()).isEqualTo("SecureString");
        assertThat(found.path("Value").asText()).isEqualTo("one");
        assertThat(found.path("Version").asInt()).isZero();
        JsonNode source = Json.parse(found.path("SourceResult").asText());
        assertThat(source.path("name").asText()).isEqualTo("db");
        assertThat(source.path("ARN")).isEqualTo(found.path("ARN"));
        assertThat(call(
                                "GetParameters",
                                "{'Names':['/aws/reference/secretsmanager/db','/aws/reference/secretsmanager/no'],'WithDecryption':true}")
                        .path("InvalidParameters"))
                .isEqualTo(Json.parse("[\"/aws/reference/secretsmanager/no\"]"));
        assertThatThrownBy(
                        () -> call("GetParameter", "{'Name':'/aws/reference/secretsmanager/no','WithDecryption':true}"))
                .hasMessage("An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret"
                        + " aws/reference/secretsmanager/no not found.");
        assertThatThrownBy(() -> call("GetParameter", "{'Name':'/aws/reference/secretsmanager/db'}"))
                .hasMessageStartingWith("WithDecryption flag must be True");
    }

    @Test
    void everyOverwriteIsAVersion() {
        put("a", "one");
        call("PutParameter", "{'Name':'a','Value':'two','Overwrite':true,'Description':'d'}");

        assertThat(value("a")).isEqualTo("two");
        assertThat(value("a:1")).isEqualTo("one");
        assertThat(call("GetParameter", "{'Name':'a:1'}")
                        .path("Parameter")
                        .path("Selector")
                        .asText())
                .isEqualTo(":1");
        assertThat(value("arn:aws:ssm:us-east-1:123456789012:parameter/a:1")).isEqualTo("one");
        assertThat(call("GetParameterHistory", "{'Name':'a'}")
                        .path("Parameters")
                        .valueStream()
                        .map(version -> version.path("Value").asText()))
                .containsExactly("one", "two");
    }

    @Test
    void aLabelIsOnOneVersionAtATime() {
        put("a", "one");
        call("PutParameter", "{'Name':'a','Value':'two','Overwrite':true}");
        call("LabelParameterVersion", "{'Name':'a','ParameterVersion':1,'Labels':['live','first']}");
        assertThat(value("a:live")).isEqualTo("one");

        JsonNode labelled = call("LabelParameterVersion", "{'Name':'a','Labels':['live','1st','aws-x']}");

        assertThat(labelled).isEqualTo(Json.parse("{\"ParameterVersion\":2,\"InvalidLabels\":[\"1st\",\"aws-x\"]}"));
        assertThat(value("a:live")).isEqualTo("two");
        assertThat(value("a:first")).isEqualTo("one");
        assertThat(call("UnlabelParameterVersion", "{'Name':'a','ParameterVersion':2,'Labels':['live','no']}"))
                .isEqualTo(Json.parse("{\"RemovedLabels\":[\"live\"],\"InvalidLabels\":[\"no\"]}"));
        assertThatThrownBy(() -> value("a:live"))
                .hasMessage("Systems Manager could not find version live of a. Verify the version and try again.");
    }

    @Test
    void aSecureStringIsPlainToThoseWhoAskForIt() {
        call("PutParameter", "{'Name':'a','Value':'secret','Type':'SecureString'}");

        assertThat(call("GetParameter", "{'Name':'a','WithDecryption':true}")
                        .path("Parameter")
                        .path("Value")
                        .asText())
                .isEqualTo("secret");
        assertThat(value("a")).doesNotContain("secret").startsWith("AQICAH").isEqualTo(value("a"));
        assertThat(call("DescribeParameters", "{}")
                        .path("Parameters")
                        .path(0)
                        .path("KeyId")
                        .asText())
                .isEqualTo("alias/aws/ssm");
    }

    @Test
    void aHierarchyIsReadByItsPath() {
        List.of("/shop/url", "/shop/db/name", "/shop/db/user", "/shopping", "top")
                .forEach(name -> put(name, "x"));

        assertThat(names("GetParametersByPath", "{'Path':'/shop'}")).containsExactly("/shop/url");
        assertThat(names("GetParametersByPath", "{'Path':'/shop/','Recursive':true}"))
                .containsExactly("/shop/db/name", "/shop/db/user", "/shop/url");
        assertThat(names("GetParametersByPath", "{'Path':'/','Recursive':true}"))
                .hasSize(5);
        assertThat(names("GetParametersByPath", "{'Path':'/'}")).containsExactly("/shopping", "top");
        JsonNode page = call("GetParametersByPath", "{'Path':'/shop','Recursive':true,'MaxResults':2}");
        assertThat(names(
                        "GetParametersByPath",
                        "{'Path':'/shop','Recursive':true,'MaxResults':2,'NextToken':'"
                                + page.path("NextToken").asText() + "'}"))
                .containsExactly("/shop/url");
    }

    @Test
    void byPathALabelNamesTheVersion() {
        put("/shop/url", "one");
        call("PutParameter", "{'Name':'/shop/url','Value':'two','Overwrite':true}");
        call("LabelParameterVersion", "{'Name':'/shop/url','ParameterVersion':1,'Labels':['live']}");

        JsonNode found =
                call("GetParametersByPath", "{'Path':'/shop','ParameterFilters':[{'Key':'Label','Values':['live']}]}");

        assertThat(found.path("Parameters").path(0).path("Value").asText()).isEqualTo("one");
    }

    @Test
    void parametersAreDescribedByFilters() {
        put("/shop/url", "x");
        put("/shop/db/name", "x");
        call("PutParameter", "{'Name':'list','Value':'a,b','Type':'StringList','Tags':[{'Key':'team','Value':'red'}]}");

        assertThat(described("{'Key':'Name','Option':'Contains','Values':['db']}"))
                .containsExactly("/shop/db/name");
        assertThat(described("{'Key':'Name','Option':'BeginsWith','Values':['/shop','l']}"))
                .containsExactly("/shop/db/name", "/shop/url", "list");
        assertThat(described("{'Key':'Type','Values':['StringList']}")).containsExactly("list");
        assertThat(described("{'Key':'Path','Option':'Recursive','Values':['/shop']}"))
                .containsExactly("/shop/db/name", "/shop/url");
        assertThat(described("{'Key':'Path','Values':['/shop']}")).containsExactly("/shop/url");
        assertThat(described("{'Key':'tag:team','Values':['red']}")).containsExactly("list");
        assertThat(names("DescribeParameters", "{'Filters':[{'Key':'Name','Values':['/shop/db']}]}"))
                .containsExactly("/shop/db/name");
    }

    @Test
    void theErrorTellsAMissingParameterFromAMissingVersion() {
        put("a", "x");
        put("b", "x");

        JsonNode found = call("GetParameters", "{'Names':['a','no','a:9','b:1']}");

        assertThat(found.path("Parameters")
                        .valueStream()
                        .map(each -> each.path("Name").asText()))
                .containsExactly("a", "b");
        assertThat(found.path("InvalidParameters")).isEqualTo(Json.parse("[\"no\",\"a:9\"]"));
        assertThat(call("DeleteParameters", "{'Names':['a','no']}"))
                .isEqualTo(Json.parse("{\"DeletedParameters\":[\"a\"],\"InvalidParameters\":[\"no\"]}"));
        call("DeleteParameter", "{'Name':'b'}");
        assertThat(names("DescribeParameters", "{}")).isEmpty();
    }

    @Test
    void tagsAreKept() {
        put("a", "x");
        call(
                "AddTagsToResource",
                "{'ResourceType':'Parameter','ResourceId':'a','Tags':[{'Key':'k','Value':'1'},{'Key':'l','Value':'2'}]}");
        call("RemoveTagsFromResource", "{'ResourceType':'Parameter','ResourceId':'a','TagKeys':['k']}");

        assertThat(call("ListTagsForResource", "{'ResourceType':'Parameter','ResourceId':'a'}"))
                .isEqualTo(Json.parse("{\"TagList\":[{\"Key\":\"l\",\"Value\":\"2\"}]}"));
    }

    @Test
    void theOldestVersionMakesRoomUnlessItHasALabel() {
        put("a", "x");
        for (int i = 0; i < 100; i++) {
            call("PutParameter", "{'Name':'a','Value':'" + i + "','Overwrite':true}");
        }
        assertThatThrownBy(() -> value("a:1")).hasMessageContaining("could not find version 1 of a");
        call("LabelParameterVersion", "{'Name':'a','ParameterVersion':2,'Labels':['keep']}");

        assertThatThrownBy(() -> call("PutParameter", "{'Name':'a','Value':'y','Overwrite':true}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ParameterMaxVersionLimitExceeded"));
    }

    /// Messages are those that moto 5.2.1 took from AWS; codes are from the API reference.
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetParameter | {'Name':'no'} | ParameterNotFound | Parameter no not found.",
                "GetParameter | {'Name':'a/b/c'} | ValidationException | Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_",
                "GetParameter | {'Name':'/a//b'} | ValidationException | Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_",
                "DeleteParameter | {'Name':'no'} | ParameterNotFound | Parameter no not found.",
                "PutParameter | {'Name':'there','Value':'x','Type':'String'} | ParameterAlreadyExists | The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
                "PutParameter | {'Name':'a','Value':'x'} | ValidationException | A parameter type is required when you create a parameter.",
                "PutParameter | {'Name':'a','Value':'x','Type':'Text'} | ValidationException | 1 validation error detected: Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]",
                "PutParameter | {'Name':'a','Value':'','Type':'String'} | ValidationException | 1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
                "PutParameter | {'Name':'awsome','Value':'x','Type':'String'} | ValidationException | Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).",
                "PutParameter | {'Name':'/aws/x','Value':'x','Type':'String'} | AccessDeniedException | No access to reserved parameter name: /aws/x.",
                "PutParameter | {'Name':'a/b','Value':'x','Type':'String'} | ValidationException | Parameter name must be a fully qualified name.",
                "PutParameter | {'Name':'a','Value':'x','Type':'String','DataType':'Text'} | ValidationException | The following data type is not supported: Text (Data type names are all lowercase.)",
                "PutParameter | {'Name':'a','Value':'x','Type':'String','AllowedPattern':'[0-9]+'} | ParameterPatternMismatchException | Parameter value, cannot be validated against allowedPattern: [0-9]+",
                "GetParameters | {'Names':['1','2','3','4','5','6','7','8','9','10','11']} | ValidationException | 1 validation error detected: Value '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 10",
                "DescribeParameters | {'ParameterFilters':[{'Key':'Label','Values':['x']}]} | InvalidFilterKey | The following filter key is not valid: Label. Valid filter keys include: [Path, Name, Type, KeyId, Tier, DataType].",
                "DescribeParameters | {'ParameterFilters':[{'Key':'Type','Option':'Like','Values':['x']}]} | InvalidFilterOption | The following filter option is not valid: Like. Valid options include: [BeginsWith, Equals].",
            })
    void refusalsHaveTheMessagesOfAws(String operation, String input, String code, String message) {
        put("there", "x");

        assertThatThrownBy(() -> call(operation, input))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PutParameter | {'Name':'there','Value':'x','Type':'StringList','Overwrite':true} | HierarchyTypeMismatchException",
                "PutParameter | {'Name':'/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16','Value':'x','Type':'String'} | HierarchyLevelLimitExceededException",
                "PutParameter | {'Name':'a b','Value':'x','Type':'String'} | ValidationException",
                "PutParameter | {'Name':'a','Value':'x','Type':'String','AllowedPattern':'['} | InvalidAllowedPatternException",
                "PutParameter | {'Name':'a','Value':'x','Type':'String','Policies':'[]'} | ValidationException",
                "GetParametersByPath | {'Path':'shop'} | ValidationException",
                "CreateDocument | {} | UnknownOperationException",
            })
    void unsupportedRequestsAreRefused(String operation, String input, String code) {
        put("there", "x");

        assertThatThrownBy(() -> call(operation, input))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aLargeValueNeedsTheAdvancedTier() {
        String large = "x".repeat(4097);

        assertThatThrownBy(() -> put("a", large)).hasMessageStartingWith("Standard tier parameters support a maximum");
        assertThat(call(
                                "PutParameter",
                                "{'Name':'a','Value':'" + large + "','Type':'String','Tier':'Intelligent-Tiering'}")
                        .path("Tier")
                        .asText())
                .isEqualTo("Advanced");
    }

    /// Returns the output as it would go over the wire.
    private JsonNode call(String operation, String members) {
        return Json.parse(Json.write(parameters.perform(operation, Json.parse(members.replace('\'', '"')))));
    }

    private void put(String name, String value) {
        call("PutParameter", "{'Name':'" + name + "','Value':'" + value + "','Type':'String'}");
    }

    private String value(String name) {
        return call("GetParameter", "{'Name':'" + name + "'}")
                .path("Parameter")
                .path("Value")
                .asText();
    }

    private List<String> names(String operation, String input) {
        return call(operation, input)
                .path("Parameters")
                .valueStream()
                .map(parameter -> parameter.path("Name").asText())
                .toList();
    }

    private List<String> described(String filter) {
        return names("DescribeParameters", "{'ParameterFilters':[" + filter + "]}");
    }
}
