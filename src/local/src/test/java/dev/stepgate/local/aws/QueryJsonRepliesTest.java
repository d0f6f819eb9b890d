// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of the query protocol in JSON, as READMEs of public samples show them for API Gateway's `aws`
/// integrations of SQS and SNS, and test_apigateway_ssm.py of localstack/localstack for Parameter Store: members by
/// name, null for absent ones.
class QueryJsonRepliesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SendMessage | {"MessageId": "m", "MD5OfMessageBody": "d"} | {"SendMessageResponse":{"SendMessageResult":{"MD5OfMessageAttributes":null,"MD5OfMessageBody":"d","MD5OfMessageSystemAttributes":null,"MessageId":"m","SequenceNumber":null},"ResponseMetadata":{"RequestId":"r"}}}
            GetParameter   | {"Parameter": {"Name": "p", "Value": "v"}} | {"GetParameterResponse":{"GetParameterResult":{"Parameter":{"Name":"p","Selector":null,"SourceResult":null,"Value":"v"}},"ResponseMetadata":{"RequestId":"r"}}}
            Publish     | {"MessageId": "m"}                          | {"PublishResponse":{"PublishResult":{"MessageId":"m","SequenceNumber":null},"ResponseMetadata":{"RequestId":"r"}}}
            ReceiveMessage | {}                                       | {"ReceiveMessageResponse":{"ReceiveMessageResult":{"messages":null},"ResponseMetadata":{"RequestId":"r"}}}
            ReceiveMessage | {"Messages": [{"MessageId": "m", "ReceiptHandle": "h", "MD5OfBody": "d", "Body": "b"}]} | {"ReceiveMessageResponse":{"ReceiveMessageResult":{"messages":[{"Attributes":null,"Body":"b","MD5OfBody":"d","MD5OfMessageAttributes":null,"MessageAttributes":null,"MessageId":"m","ReceiptHandle":"h"}]},"ResponseMetadata":{"RequestId":"r"}}}
            """)
    void absentMembersAreNull(String operation, String output, String expected) {
        QueryDialect dialect = operation.equals("Publish") ? QueryDialect.SNS : QueryDialect.SQS;

        assertThat(new QueryJsonReplies(dialect, operation)
                        .success(Json.parse(output), "r")
                        .text())
                .isEqualTo(expected);
    }
}
