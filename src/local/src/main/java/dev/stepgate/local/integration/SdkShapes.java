// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Converts between a state machine's form of the input and output of a service that `aws-sdk` tasks call,
/// and the service's own JSON: strings for blobs, an object where the service expects a JSON string, the
/// names of the SDK for Java. Services without a constant of their own use [#PLAIN].
enum SdkShapes {
    LAMBDA("lambda") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return encoded(parameters, "Payload");
        }

        @Override
        JsonNode output(JsonNode answer) {
            return decoded(answer, "Payload");
        }
    },
    SQS("sqs", "MessageBody") {
        @Override
        JsonNode output(JsonNode answer) {
            ObjectNode output = JsonNodes.object();
            answer.properties()
                    .forEach(member -> output.set(SdkNames.ofSdk(member.getKey()), messages(member.getValue())));
            return output;
        }

        // Converts messages; attributes, which are one level deeper, keep the names that their senders gave
        // them.
        private JsonNode messages(JsonNode value) {
            if (!value.isArray()) {
                return value;
            }
            ArrayNode messages = JsonNodes.array();
            for (JsonNode message : value) {
                ObjectNode renamed = JsonNodes.object();
                message.properties().forEach(member -> renamed.set(SdkNames.ofSdk(member.getKey()), member.getValue()));
                messages.add(message.isObject() ? renamed : message);
            }
            return messages;
        }
    },
    SNS("sns", "Message"),
    SFN("states", "Input", "Output", "Definition") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return SdkNames.rename(super.input(parameters), SdkNames::uncapitalized);
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkNames.rename(SdkDates.toTexts(answer), SdkNames::capitalized);
        }
    },
    S3("s3") {
        private static final String BODY = "Body";

        // Converts any body to the bytes of its JSON, a string with its quotes too; the SDK adds a checksum, and the
        // type of a text to an object.
        @Override
        JsonNode input(ObjectNode parameters) {
            Optional<JsonNode> body = Optional.ofNullable(parameters.get(BODY));
            body.ifPresent(value -> parameters.put(BODY, Json.bytes(value)));
            if (body.isPresent() && !parameters.has("UploadId") && !parameters.has("ContentType")) {
                parameters.put("ContentType", "text/plain; charset=UTF-8");
            }
            boolean checked = parameters.properties().stream()
                    .anyMatch(member -> member.getKey().startsWith("Checksum"));
            return body.isPresent() && !checked ? parameters.put("ChecksumAlgorithm", "CRC32") : parameters;
        }

        @Override
        JsonNode output(JsonNode answer) {
            JsonNode dated = SdkDates.toTexts(answer);
            return dated.path(BODY) instanceof BinaryNode body
                    ? ((ObjectNode) dated).put(BODY, new String(body.binaryValue(), StandardCharsets.UTF_8))
                    : dated;
        }
    },
    CONNECTIONS("execute-api") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return encoded(parameters, "Data");
        }
    },
    DYNAMODB("dynamodb") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return DynamoDbNames.toApi(parameters);
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkDates.toTexts(DynamoDbNames.toSdk(answer));
        }
    },
    EVENTS("events") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return SdkDates.toSeconds(parameters, Set.of("Time"));
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkDates.toTexts(answer);
        }
    },
    SCHEDULER("scheduler") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return SdkDates.toSeconds(parameters, Set.of("StartDate", "EndDate"));
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkDates.toTexts(answer);
        }
    },
    SSM("ssm") {
        @Override
        JsonNode output(JsonNode answer) {
            return SdkNames.rename(SdkDates.toTexts(answer), SdkShapes::arn);
        }
    },
    SECRETS("secretsmanager") {
        private static final String BINARY = "SecretBinary";

        @Override
        JsonNode input(ObjectNode parameters) {
            return encoded(parameters, BINARY);
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkNames.rename(SdkDates.toTexts(decoded(answer, BINARY)), SdkShapes::arn);
        }
    },
    LOWER_CASE("") {
        @Override
        JsonNode input(ObjectNode parameters) {
            return SdkNames.rename(parameters, SdkNames::uncapitalized);
        }

        @Override
        JsonNode output(JsonNode answer) {
            return SdkNames.rename(SdkDates.toTexts(answer), SdkNames::capitalized);
        }
    },
    PLAIN("");

    private final String service;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> texts;

    /// @param texts members that hold JSON as a string, and may be written as the JSON itself
    SdkShapes(String service, String... texts) {
        this.service = service;
        this.texts = Set.of(texts);
    }

    static SdkShapes of(ServiceModel service) {
        return Arrays.stream(values())
                .filter(each -> each.service.equals(service.name()))
                .findFirst()
                .orElseGet(() -> service.hasLowerCaseMembers() ? LOWER_CASE : PLAIN);
    }

    /// Converts parameters to the service's input.
    JsonNode input(ObjectNode parameters) {
        return texts.isEmpty() ? parameters : withTexts(parameters);
    }

    private JsonNode withTexts(JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = JsonNodes.array();
            value.forEach(element -> elements.add(withTexts(element)));
            return elements;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode written = JsonNodes.object();
        value.properties().forEach(member -> {
            boolean isText =
                    texts.contains(member.getKey()) && member.getValue().isContainerNode();
            written.set(
                    member.getKey(),
                    isText ? JsonNodes.text(Json.write(member.getValue())) : withTexts(member.getValue()));
        });
        return written;
    }

    /// Converts the service's answer to the SDK's output.
    JsonNode output(JsonNode answer) {
        return answer;
    }

    private static String arn(String name) {
        return name.equals("ARN") ? SdkNames.ofSdk(name) : name;
    }

    private static JsonNode encoded(ObjectNode parameters, String blob) {
        JsonNodes.member(parameters, blob)
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(base64 -> parameters.put(blob, base64));
        return parameters;
    }

    private static JsonNode decoded(JsonNode answer, String blob) {
        ObjectNode output = answer.deepCopy();
        JsonNodes.member(answer, blob)
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .ifPresent(text -> output.put(blob, text));
        return output;
    }
}
