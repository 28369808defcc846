package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.dynamodb.testing.ItemGenerator;
import com.bbws.orders.dynamodb.testing.PlainJavaItems;
import com.bbws.orders.dynamodb.testing.RandomSource;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class StoredItemFuzzTest {

    private static final Set<String> CHANGEABLE =
            Set.of("status", "paymentDetails", "dateLastUpdated", "lastUpdatedBy", "lastUpdateReason", "lastUpdateId");

    @FuzzTest
    void readsOrReportsEveryItemAndWritesOnlyStorableValues(FuzzedDataProvider data) {
        Map<String, AttributeValue> item = ItemGenerator.item(aPendingOrder(), randomSource(data));

        StoredOrder stored = OrderItemReader.read(KEY, item);
        if (stored instanceof Order order) {
            checkUpdates(order, item);
            checkSums(order);
        } else {
            assertThat(stored.problems()).isNotEmpty();
        }
        OrderItemValidator.of(item)
                .defects()
                .forEach(defect -> assertThat(defect.sentence()).isNotBlank());
        RevisionItem.read(item);
        OrderImage image = OrderImageDecoder.decode(KEY, PlainJavaItems.of(item));
        assertThat(image.attributes()).as("an image that was read").isPresent();
    }

    /** If an order has a total, every amount that the total depends on is readable. */
    private static void checkSums(Order order) {
        if (order.total().isPresent()) {
            assertThat(order.problems())
                    .extracting(OrderDefect::attribute)
                    .allMatch(name -> name.endsWith("total") || name.equals("campaign.discountPercentage"));
        }
    }

    private static void checkUpdates(Order order, Map<String, AttributeValue> item) {
        for (OrderStatus status : order.status().successors()) {
            OrderUpdate update =
                    status.takesPaymentDetails() ? OrderUpdate.to(status, aPayment()) : OrderUpdate.to(status);
            if (order.isActive()) {
                order.update(update, ALICE, UpdateId.random(), NOON).ifPresent(change -> check(change, item));
            }
        }
    }

    private static void check(OrderChange change, Map<String, AttributeValue> item) {
        UpdateItemRequest request = OrderUpdateExpression.of(change, "orders").build();
        assertThat(CHANGEABLE).containsAll(changed(request));
        request.expressionAttributeValues().values().forEach(value -> checkStorable(value, 1));
        AttributeValue payment = request.expressionAttributeValues().get(":paymentDetails");
        Optional.ofNullable(item.get("paymentDetails"))
                .filter(before -> payment != null && before.hasM())
                .ifPresent(before ->
                        assertThat(payment.m().keySet()).containsAll(before.m().keySet()));
    }

    private static List<String> changed(UpdateItemRequest request) {
        return request.expressionAttributeNames().entrySet().stream()
                .filter(name -> request.updateExpression().matches(".*" + name.getKey() + "\\b.*"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** DynamoDB accepts 32 levels, and texts without unpaired surrogates. */
    private static void checkStorable(AttributeValue value, int depth) {
        assertThat(depth).as("levels").isLessThanOrEqualTo(32);
        switch (value.type()) {
            case S -> checkStorable(value.s());
            case M ->
                value.m().forEach((name, member) -> {
                    assertThat(name).isNotEmpty();
                    checkStorable(name);
                    checkStorable(member, depth + 1);
                });
            case L -> value.l().forEach(element -> checkStorable(element, depth + 1));
            case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError("a value without a type");
            default -> {}
        }
    }

    private static void checkStorable(String text) {
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }

    private static RandomSource randomSource(FuzzedDataProvider data) {
        return new RandomSource() {
            @Override
            public int nextInt(int bound) {
                return data.consumeInt(0, bound - 1);
            }

            /** Texts from DynamoDB never contain unpaired surrogates. */
            @Override
            public String nextText() {
                return new String(data.consumeString(40).getBytes(UTF_8), UTF_8);
            }
        };
    }
}
