package com.bbws.orders.dynamodb;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * LocalStack keeps the ports' contracts too. Without Docker this is skipped, but with {@code -Drequire.docker=true} it
 * fails then: a build that is meant to run it must not pass without.
 */
class DynamoDbOrderRepositoryLocalStackIT {

    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static LocalStackContainer container;
    private static TestTable table;

    @BeforeAll
    static void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            if (Boolean.getBoolean("require.docker")) {
                fail("Docker is required (require.docker=true), and is not available: LocalStack cannot run.");
            }
            abort("Docker is not available: LocalStack does not run, and this test is skipped.");
        }
        container = new LocalStackContainer(IMAGE).withServices("dynamodb");
        container.start();
        System.setProperty("aws.accessKeyId", container.getAccessKey());
        System.setProperty("aws.secretAccessKey", container.getSecretKey());
        DynamoDbSettings settings = new DynamoDbSettings(
                "bbws-customer-portal-orders-test",
                container.getRegion(),
                Optional.of(container.getEndpoint()),
                Optional.empty());
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            orders.createTable();
        }
        DynamoDbClient neighbour = DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        table = new TestTable(neighbour, settings);
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Nested
    class AsRepository extends DynamoDbOrderRepositoryContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }

    @Nested
    class AsSearch extends DynamoDbOrderSearchContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }
}
