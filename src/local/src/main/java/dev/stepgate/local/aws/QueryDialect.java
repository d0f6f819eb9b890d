// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The form of one service's lists and maps in the query protocol, which the protocol itself leaves to the
/// API model.
///
/// @param service as in an ARN
/// @param version the API's: `Version=` of a request
/// @param namespace of the XML
/// @param members the flattened members, by their name in a request or response
public record QueryDialect(String service, String version, String namespace, List<Flattened> members) {

    /// A list or map whose elements appear directly under their own name: `Attribute.1.Name=...` for
    /// `Attributes`.
    ///
    /// @param element the name on the wire, without the operation's
    /// @param member the name in the JSON protocol
    /// @param keyName the name of a map's keys; empty for a list
    public record Flattened(String element, String member, String keyName) {}

    private static final String KEY = "Key";
    private static final String NAME = "Name";
    private static final String LIST = "";

    static final QueryDialect SQS = new QueryDialect(
            "sqs",
            "2012-11-05",
            "http://queue.amazonaws.com/doc/2012-11-05/",
            List.of(
                    new Flattened("Attribute", "Attributes", NAME),
                    new Flattened("MessageAttribute", "MessageAttributes", NAME),
                    new Flattened("MessageSystemAttribute", "MessageSystemAttributes", NAME),
                    new Flattened("Tag", "Tags", KEY),
                    new Flattened("TagKey", "TagKeys", LIST),
                    new Flattened("AttributeName", "AttributeNames", LIST),
                    new Flattened("AWSAccountId", "AWSAccountIds", LIST),
                    new Flattened("ActionName", "Actions", LIST),
                    new Flattened("MessageAttributeName", "MessageAttributeNames", LIST),
                    new Flattened("MessageSystemAttributeName", "MessageSystemAttributeNames", LIST),
                    new Flattened("SendMessageBatchRequestEntry", "Entries", LIST),
                    new Flattened("DeleteMessageBatchRequestEntry", "Entries", LIST),
                    new Flattened("ChangeMessageVisibilityBatchRequestEntry", "Entries", LIST),
                    new Flattened("Message", "Messages", LIST),
                    new Flattened("QueueUrl", "QueueUrls", LIST),
                    new Flattened("QueueUrl", "queueUrls", LIST),
                    new Flattened("ListMessageMoveTasksResultEntry", "Results", LIST),
                    new Flattened("BatchResultErrorEntry", "Failed", LIST)));
    static final QueryDialect SNS =
            new QueryDialect("sns", "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/", List.of());
    static final QueryDialect STS =
            new QueryDialect("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", List.of());

    /// The protocol in which API Gateway calls actions of Parameter Store (recorded in `test_apigateway_ssm.py` of
    /// localstack/localstack).
    static final QueryDialect SSM =
            new QueryDialect("ssm", "2014-11-06", "http://ssm.amazonaws.com/doc/2014-11-06/", List.of());

    /// Members that are maps with string keys, which services without flattened members write in XML as
    /// entries.
    private static final Set<String> MAPS = Set.of("Attributes", "attributes", "MessageAttributes");

    /// Members that are numbers or booleans in JSON.
    private static final Set<String> NUMBERS = Set.of(
            "MaxNumberOfMessages",
            "MaxNumberOfMessagesPerSecond",
            "VisibilityTimeout",
            "WaitTimeSeconds",
            "DelaySeconds",
            "MaxResults");

    private static final Set<String> BOOLEANS =
            Set.of("ReturnSubscriptionArn", "Overwrite", "Recursive", "WithDecryption");

    /// Returns the dialect of a service, which may be unknown.
    static QueryDialect of(String service) {
        return ServiceModel.find(service)
                .map(ServiceModel::query)
                .orElseGet(() -> new QueryDialect(service, "", "", List.of()));
    }

    Optional<Flattened> flattened(String element) {
        return members.stream()
                .filter(flattened -> flattened.element().equals(element))
                .findFirst();
    }

    /// Tells whether a name is that of a flattened member in the JSON protocol, which a query does not have.
    boolean isFlattened(String name) {
        return flattened(name).isEmpty()
                && members.stream().anyMatch(flattened -> flattened.member().equals(name));
    }

    /// Returns the input with the names that the operation has in the JSON protocol: alone CreateQueue has `tags`.
    ObjectNode input(String operation, ObjectNode members) {
        if (service.equals("sqs") && operation.equals("CreateQueue") && members.has("Tags")) {
            members.set("tags", members.remove("Tags"));
        }
        return members;
    }

    /// Returns the flattened element of a member in the answer to an operation.
    Optional<Flattened> element(String member, String operation) {
        if (service.equals("sqs") && member.equals("Successful")) {
            return Optional.of(new Flattened(operation + "ResultEntry", member, LIST));
        }
        return members.stream()
                .filter(flattened -> flattened.member().equals(member))
                .findFirst();
    }

    static boolean isMap(String member) {
        return MAPS.contains(member);
    }

    static boolean isNumber(String member) {
        return NUMBERS.contains(member);
    }

    static boolean isBoolean(String member) {
        return BOOLEANS.contains(member);
    }
}
