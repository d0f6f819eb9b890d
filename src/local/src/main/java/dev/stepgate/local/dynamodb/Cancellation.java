// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reasons why a transaction is canceled, one for each of its items
/// ([TransactionCanceledException](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors)).
final class Cancellation {
    private final List<@Nullable AwsException> reasons = new ArrayList<>();

    Cancellation(int items) {
        for (int i = 0; i < items; i++) {
            reasons.add(null);
        }
    }

    /// Runs a step and records its refusal as the reason of an item; an empty key is not a reason but refuses
    /// the whole request.
    void attempt(int item, Runnable step) {
        try {
            step.run();
        } catch (AwsException refused) {
            if (KeyRules.isEmptyKey(refused)) {
                throw refused;
            }
            reasons.set(item, refused);
        }
    }

    void throwIfAny() {
        if (reasons.stream().anyMatch(reason -> reason != null)) {
            List<String> codes = reasons.stream().map(Cancellation::code).toList();
            throw new AwsException(
                    400,
                    "TransactionCanceledException",
                    "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
                    members());
        }
    }

    private static String code(@Nullable AwsException reason) {
        return reason == null ? "None" : codeOf(reason);
    }

    /// The code of a refusal in the reasons of a transaction and in the answers of a batch of statements.
    static String codeOf(AwsException refusal) {
        return switch (refusal.code()) {
            case "ConditionalCheckFailedException" -> "ConditionalCheckFailed";
            case "DuplicateItemException" -> "DuplicateItem";
            case "ResourceNotFoundException" -> "ResourceNotFound";
            case "ValidationException" -> "ValidationError";
            default -> refusal.code();
        };
    }

    private ObjectNode members() {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = members.putArray("CancellationReasons");
        for (AwsException reason : reasons) {
            ObjectNode json = listed.addObject().put("Code", code(reason));
            if (reason != null) {
                json.put("Message", reason.message());
                json.setAll(reason.members());
            }
        }
        return members;
    }
}
