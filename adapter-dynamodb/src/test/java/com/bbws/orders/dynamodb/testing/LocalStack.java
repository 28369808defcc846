package com.bbws.orders.dynamodb.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * LocalStack, in Docker. Without Docker, a test that uses it is skipped. With {@code -Drequire.docker=true} the test fails
 * instead, so that a build that must run it cannot pass without it.
 */
public final class LocalStack {

    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private LocalStack() {}

    /**
     * Returns a container that is not started yet. Skips the test if Docker is not available.
     *
     * @param services the AWS services to run
     */
    public static LocalStackContainer container(String... services) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            if (Boolean.getBoolean("require.docker")) {
                fail("Docker is required (require.docker=true) but not available: start Docker, or omit the property.");
            }
            abort("need Docker");
        }
        return new LocalStackContainer(IMAGE).withServices(services);
    }

    /** Creates an orders table in a running container. */
    public static TestTable table(LocalStackContainer container) {
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
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new TestTable(client, settings);
    }
}
