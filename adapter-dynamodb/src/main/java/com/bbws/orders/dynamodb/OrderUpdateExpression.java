package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.StoredOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes a change as one conditional {@code UpdateItem} that sets only what changes. */
final class OrderUpdateExpression {

    /** A stored token of this form, within the range of DynamoDB's numbers, may have the type N. */
    private static final String NUMBER = "-?\\d{1,130}(\\.\\d{1,170})?(E[+-]?\\d{1,3})?";

    private static final List<AttributeValue> YES = spellings(true);
    private static final List<AttributeValue> NO = spellings(false);

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> assignments = new ArrayList<>();

    private OrderUpdateExpression() {}

    static UpdateItemRequest.Builder of(OrderChange change, String tableName) {
        return new OrderUpdateExpression().request(change, tableName);
    }

    private UpdateItemRequest.Builder request(OrderChange change, String tableName) {
        StoredOrder before = change.before();
        Order after = change.after();
        set(
                OrderAttributes.DATE_LAST_UPDATED,
                text(after.lockToken().orElseThrow().text()));
        set(OrderAttributes.LAST_UPDATED_BY, text(after.lastUpdatedBy().orElseThrow()));
        set(
                OrderAttributes.LAST_UPDATE_ID,
                text(after.lastUpdateId().orElseThrow().value()));
        if (change.changesStatus()) {
            set(OrderAttributes.STATUS, text(after.status().wireName()));
        }
        if (change.changesPaymentDetails()) {
            set(OrderAttributes.PAYMENT_DETAILS, map(after.paymentDetails().orElseThrow()));
        }
        // An ordinary update has no reason: remove the reason of an earlier correction.
        String remove =
                after.lastUpdateReason().isPresent() ? "" : " REMOVE " + name(OrderAttributes.LAST_UPDATE_REASON);
        after.lastUpdateReason().ifPresent(reason -> set(OrderAttributes.LAST_UPDATE_REASON, text(reason)));
        return UpdateItemRequest.builder()
                .tableName(tableName)
                .key(OrderKeys.primaryKey(before.key()))
                // The id: an attempt that arrives late must not repeat this write, even if the token is the expected
                // one again.
                .conditionExpression("attribute_exists(" + name(OrderKeys.PK) + ") AND " + unchanged(before.lockToken())
                        + " AND " + name(OrderAttributes.LAST_UPDATE_ID) + " <> :" + OrderAttributes.LAST_UPDATE_ID
                        + " AND " + notSoftDeleted())
                .updateExpression("SET " + String.join(", ", assignments) + remove)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private String unchanged(Optional<LockToken> expected) {
        String token = name(OrderAttributes.DATE_LAST_UPDATED);
        if (expected.isEmpty()) {
            values.put(":null", text("NULL"));
            return "(attribute_not_exists(" + token + ") OR attribute_type(" + token + ", :null))";
        }
        String stored = expected.get().text();
        values.put(":expected", text(stored));
        if (stored.matches(NUMBER) && JsonText.isStorable(stored)) {
            values.put(":expectedNumber", AttributeValue.fromN(stored));
            return token + " IN (:expected, :expectedNumber)";
        }
        return token + " = :expected";
    }

    /** Another service may have soft-deleted the order since the read, and may have kept the token. */
    private String notSoftDeleted() {
        String active = name(OrderAttributes.ACTIVE);
        String no = placeholders("no", NO);
        return "NOT " + active + " IN (" + no + ") AND (" + active + " IN (" + placeholders("yes", YES) + ") OR NOT "
                + name(OrderAttributes.IS_ACTIVE) + " IN (" + no + "))";
    }

    private String placeholders(String prefix, List<AttributeValue> operands) {
        List<String> placeholders = new ArrayList<>();
        for (AttributeValue operand : operands) {
            String placeholder = ":" + prefix + placeholders.size();
            values.put(placeholder, operand);
            placeholders.add(placeholder);
        }
        return String.join(", ", placeholders);
    }

    /**
     * Returns a flag in every spelling that {@link ItemAttributes#flag} reads, except for text with spaces around it. A
     * condition cannot ignore case.
     */
    private static List<AttributeValue> spellings(boolean flag) {
        List<AttributeValue> spellings = new ArrayList<>();
        spellings.add(AttributeValue.fromBool(flag));
        spellings.add(AttributeValue.fromN(flag ? "1" : "0"));
        spellings.add(text(flag ? "1" : "0"));
        String word = Boolean.toString(flag);
        for (int upperCase = 0; upperCase < 1 << word.length(); upperCase++) {
            char[] letters = word.toCharArray();
            for (int i = 0; i < letters.length; i++) {
                if ((upperCase >> i & 1) == 1) {
                    letters[i] = Character.toUpperCase(letters[i]);
                }
            }
            spellings.add(text(new String(letters)));
        }
        return List.copyOf(spellings);
    }

    private void set(String attribute, AttributeValue value) {
        values.put(":" + attribute, value);
        assignments.add(name(attribute) + " = :" + attribute);
    }

    /** Each name needs a placeholder, because {@code status} and others are reserved words. */
    private String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    private static AttributeValue map(PaymentDetails payment) {
        Map<String, AttributeValue> members = new HashMap<>();
        // Only OrderItemReader sets unknown fields, and only to attribute values.
        payment.unknownFields().forEach((name, value) -> members.put(name, (AttributeValue) value));
        payment.fields().forEach((field, value) -> members.put(field.fieldName(), text(value)));
        return AttributeValue.fromM(members);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
