package com.bbws.orders.dynamodb.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.testing.OrderFixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Generates items with the key of an order: attributes of an order are valid, missing or of a wrong type, and unknown
 * attributes are added. DynamoDB accepts these items, except for JSON texts with unpaired surrogates.
 */
public final class ItemGenerator {

    private static final int MAX_DEPTH = 6;

    /** Names of members of orders and their maps, of other spellings, and of revisions. */
    private static final List<String> NAMES = names();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "pending",
            "PENDING_PAYMENT",
            "payment_pending",
            " Paid ",
            "processing",
            "completed",
            "EXPIRED",
            "true",
            "0",
            "2025-12-30T10:00:00Z",
            "2025-12-30T10:00:00.123456",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00+18:00",
            "12.345",
            "1e400",
            "1E-2147483647",
            "9".repeat(200),
            "ZAR",
            "XXX",
            "Alice@Example.com",
            "{}",
            "[]",
            "[[[]]]",
            "[1,\"2\",null,{}]",
            "{\"method\":\"eft\",\"paymentId\":1e400,\"\":0}",
            "{\"method\":\"\\ud800\"}",
            "{\"method\":\"\\udc00\",\"street\":\"\\udc00\"}",
            "{\"\\udc00\":1}",
            "{\"a\":[\"\\ud83d!\"]}",
            "[{\"quantity\":\"2\",\"unitPrice\":1E+99}]",
            "[".repeat(40),
            "{\"a\":".repeat(31) + "1" + "}".repeat(31));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0.00",
            "1",
            "-1",
            "299.00",
            "0.001",
            "2147483648",
            "9".repeat(38),
            "1E+125",
            "1E-130",
            "-9.9999999999999999999999999999999999999E+125",
            "20251230");

    private final RandomSource random;

    private ItemGenerator(RandomSource random) {
        this.random = random;
    }

    /**
     * Generates an item.
     *
     * @param order the order whose item is changed; its key stays the same
     * @param random decides what is changed
     */
    public static Map<String, AttributeValue> item(Order order, RandomSource random) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        new ItemGenerator(random).change(item);
        item.putAll(OrderItems.key(order.key()));
        return item;
    }

    private static List<String> names() {
        Set<String> names = new TreeSet<>(List.of(
                "isActive",
                "taxAmount",
                "shippingAmount",
                "lastUpdateReason",
                "paymentId",
                "unreadable",
                "when",
                "kind",
                "changed",
                "problems",
                "#",
                "\u00e9"));
        addNames(AttributeValue.fromM(OrderItems.of(OrderFixtures.aPaidOrder())), names);
        return List.copyOf(names);
    }

    private static void addNames(AttributeValue value, Set<String> names) {
        names.addAll(value.m().keySet());
        value.m().values().forEach(member -> addNames(member, names));
        value.l().forEach(element -> addNames(element, names));
    }

    private void change(Map<String, AttributeValue> item) {
        for (int times = random.nextInt(12); times > 0; times--) {
            String name = random.oneOf(NAMES);
            if (random.nextInt(5) == 0) {
                item.remove(name);
            } else {
                item.put(name, value(0));
            }
        }
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 11 : 8)) {
            case 0, 1 -> AttributeValue.fromS(random.oneOf(TEXTS));
            case 2 -> AttributeValue.fromS(random.nextText());
            case 3 -> AttributeValue.fromN(random.oneOf(NUMBERS));
            case 4 -> AttributeValue.fromBool(random.nextInt(2) == 0);
            case 5 -> AttributeValue.fromNul(true);
            case 6 -> AttributeValue.fromB(SdkBytes.fromUtf8String(random.oneOf(TEXTS)));
            case 7 -> set();
            case 8 -> AttributeValue.fromL(elements(depth));
            default -> AttributeValue.fromM(members(depth));
        };
    }

    private AttributeValue set() {
        return switch (random.nextInt(3)) {
            case 0 -> AttributeValue.fromSs(List.of("a", "pending"));
            case 1 -> AttributeValue.fromNs(List.of("1", "2.5"));
            default -> AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a")));
        };
    }

    private List<AttributeValue> elements(int depth) {
        List<AttributeValue> elements = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private Map<String, AttributeValue> members(int depth) {
        Map<String, AttributeValue> members = new HashMap<>();
        for (int size = random.nextInt(5); size > 0; size--) {
            members.put(random.oneOf(NAMES), value(depth + 1));
        }
        return members;
    }
}
