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

/** DynamoDB Local inside this JVM, spoken to over HTTP as the real one is, with all its data in memory. */
public final class EmbeddedDynamoDb implements AutoCloseable {

    private static final String REGION = "af-south-1";
    private static final String ANY_KEY = "local";
    private static final boolean IN_MEMORY = true;
    private static final String NO_FILE = null;
    private static final boolean SHARED = true;
    private static final boolean NO_DELAYS = false;
    private static final String NO_CORS = null;

    /** Lets the system choose a port that is free. */
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
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Returns the database that all tests of this JVM share; it starts at the first call and ends with the JVM. */
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
        // The code under test finds these by the SDK's default chain, as it finds the real ones in production.
        System.setProperty("aws.accessKeyId", ANY_KEY);
        System.setProperty("aws.secretAccessKey", ANY_KEY);
        // DynamoDB Local's own servers print a banner, send telemetry, and listen on all interfaces of a port chosen
        // before.
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

    /** Creates an empty orders table that no other test knows. */
    public DynamoDbSettings newTable() {
        return newTable("orders-" + UUID.randomUUID());
    }

    /** Creates an empty orders table. */
    public DynamoDbSettings newTable(String name) {
        DynamoDbSettings settings = new DynamoDbSettings(name, REGION, Optional.of(endpoint), Optional.empty());
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            orders.createTable();
        }
        return settings;
    }

    /** Returns where the database listens. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns a client with which a test can do what our code never does. */
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
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                client.describeTable(table -> table.tableName(tableName))
                        .table()
                        .latestStreamArn());
    }

    /** Returns every change of an item since its table was created, from the table's stream, the first one first. */
    public List<StreamRecord> changesOf(String tableName, Map<String, AttributeValue> key) {
        try (TableStream stream = stream(tableName)) {
            return stream.next().stream()
                    .map(Record::dynamodb)
                    .filter(change -> change.keys().equals(key))
                    .toList();
        }
    }

    /** Stops the database; all is lost. */
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
