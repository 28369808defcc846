package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.RANGE;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The created table is the one in docs/contract.md, 2. */
class OrdersTableTest {

    private static final EmbeddedDynamoDb DATABASE = EmbeddedDynamoDb.shared();

    private final DynamoDbSettings settings = DATABASE.newTable();
    private final TableDescription table = DATABASE.client()
            .describeTable(describe -> describe.tableName(settings.tableName()))
            .table();

    @Test
    void hasTheDocumentedKeys() {
        assertThat(table.keySchema()).isEqualTo(keys("PK", "SK"));
        assertThat(table.attributeDefinitions())
                .extracting(AttributeDefinition::attributeName, AttributeDefinition::attributeType)
                .containsExactlyInAnyOrder(
                        tuple("PK", ScalarAttributeType.S),
                        tuple("SK", ScalarAttributeType.S),
                        tuple("GSI1_PK", ScalarAttributeType.S),
                        tuple("GSI1_SK", ScalarAttributeType.S),
                        tuple("GSI2_PK", ScalarAttributeType.S),
                        tuple("GSI2_SK", ScalarAttributeType.S));
    }

    @Test
    void hasTwoIndexesThatProjectAllAttributes() {
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName, GlobalSecondaryIndexDescription::keySchema)
                .containsExactlyInAnyOrder(
                        tuple("OrdersByDateIndex", keys("GSI1_PK", "GSI1_SK")),
                        tuple("OrderByIdIndex", keys("GSI2_PK", "GSI2_SK")));
        assertThat(table.globalSecondaryIndexes())
                .allSatisfy(
                        index -> assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.ALL));
        assertThat(table.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void hasOnDemandCapacity() {
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void streamsOldAndNewImages() {
        assertThat(table.streamSpecification().streamEnabled()).isTrue();
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    }

    @Test
    void failsToCreateATableThatExists() {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(orders::createTable);
        }
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(HASH)
                        .build(),
                KeySchemaElement.builder().attributeName(sort).keyType(RANGE).build());
    }
}
