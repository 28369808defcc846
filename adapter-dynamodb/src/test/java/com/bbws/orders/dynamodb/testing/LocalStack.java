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
 * LocalStack, in Docker. A test that asks for it is skipped without Docker, but with {@code -Drequire.docker=true} it fails
 * then: a build that is meant to run it must not pass without.
 */
public final class LocalStack {

    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private LocalStack() {}

    /**
     * Returns a container that is not yet started, or ends the test if there is no Docker.
     *
     * @param services what it shall offer
     */
    public static LocalStackContainer container(String... services) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            if (Boolean.getBoolean("require.docker")) {
                fail(
                        "Docker is required (require.docker=true) and not available: start it, or leave the property out.");
            }
            abort("need Docker");
        }
        return new LocalStackContainer(IMAGE).withServices(services);
    }

    /** Creates an orders table in a container that runs. */
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
        DynamoDbClient neighbour = DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new TestTable(neighbour, settings);
    }
}
