package com.bbws.orders.dynamodb.testing;

import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local inside this JVM. Clients use it over HTTP, as the real one. It keeps all data in memory. */
public final class EmbeddedDynamoDb implements AutoCloseable {

    private static final String REGION = "af-south-1";
    private static final String ACCESS_KEY = "local";
    private static final boolean IN_MEMORY = true;
    private static final String NO_FILE = null;
    private static final boolean SHARED = true;
    private static final boolean NO_DELAYS = false;
    private static final String NO_CORS = null;

    /** Lets the operating system choose a free port. */
    public static final int ANY_PORT = 0;

    private static EmbeddedDynamoDb shared;

    private final Server server;
    private final LocalDynamoDBServerHandler database;
    private final URI endpoint;
    private final DynamoDbClient client;

    private EmbeddedDynamoDb(Server server, LocalDynamoDBServerHandler database, URI endpoint) {
        this.server = server;
        this.database = database;
        this.endpoint = endpoint;
        this.client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Returns the database that all tests in this JVM share. It starts at the first call and stops with the JVM. */
    public static synchronized EmbeddedDynamoDb shared() {
        if (shared == null) {
            shared = start(ANY_PORT);
        }
        return shared;
    }

    /**
     * Starts a separate database that listens on the loopback address.
     *
     * @param port the port, or {@link #ANY_PORT}
     */
    public static EmbeddedDynamoDb start(int port) {
        // The code under test finds these credentials through the SDK's default chain, as in production.
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", ACCESS_KEY);
        // The server classes of DynamoDB Local print a banner, send telemetry, listen on all interfaces and need a port
        // that is chosen in advance.
        LocalDynamoDBServerHandler database = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, IN_MEMORY, NO_FILE, SHARED, NO_DELAYS), NO_CORS);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(new ContextHandler(database, "/"));
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not start on port " + port, failure);
        }
        int listening = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
        return new EmbeddedDynamoDb(server, database, URI.create("http://localhost:" + listening));
    }

    /** Creates an empty orders table with a unique name. */
    public DynamoDbSettings newTable() {
        return newTable("orders-" + UUID.randomUUID());
    }

    /** Creates an empty orders table. */
    public DynamoDbSettings newTable(String name) {
        DynamoDbSettings settings = new DynamoDbSettings(name, REGION, Optional.of(endpoint), Optional.empty());
        // The first table of a JVM may take longer on a busy machine than a call of the function may.
        try (DynamoDbOrders orders = DynamoDbOrders.openForBatch(settings)) {
            orders.createTable();
        }
        return settings;
    }

    /** Returns the address of the database. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns a client for tests that need other operations than those of the ports. */
    public DynamoDbClient client() {
        return client;
    }

    /** Returns all items of a table. */
    public List<Map<String, AttributeValue>> itemsOf(String tableName) {
        return client.scanPaginator(scan -> scan.tableName(tableName).consistentRead(true)).items().stream()
                .toList();
    }

    /** Opens the stream of a table. */
    public TableStream stream(String tableName) {
        return new TableStream(
                DynamoDbStreamsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.of(REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                client.describeTable(table -> table.tableName(tableName))
                        .table()
                        .latestStreamArn());
    }

    /** Returns all changes of an item since the table was created, from the table's stream, oldest first. */
    public List<StreamRecord> changesOf(String tableName, Map<String, AttributeValue> key) {
        try (TableStream stream = stream(tableName)) {
            return stream.next().stream()
                    .map(Record::dynamodb)
                    .filter(change -> change.keys().equals(key))
                    .toList();
        }
    }

    /** Stops the database. All its data is lost. */
    @Override
    public void close() {
        client.close();
        try {
            server.stop();
            database.close();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not stop", failure);
        }
    }
}
