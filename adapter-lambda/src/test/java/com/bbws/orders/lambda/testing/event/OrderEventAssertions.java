package com.bbws.orders.lambda.testing.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Checks messages against the schemas that consumers get, in {@code adapter-lambda/events}. */
public final class OrderEventAssertions {

    private static final Path SCHEMAS = Path.of("events").toAbsolutePath();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            registry -> registry.schemas(
                            (String uri) -> uri.startsWith("file:") ? text(Path.of(URI.create(uri))) : null)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private OrderEventAssertions() {}

    /**
     * Checks a message against the schema of its type. Consumers accept members that the schema does not describe; this method
     * does not.
     *
     * @param text the message
     * @return the message as a tree
     */
    public static JsonNode check(String text) {
        JsonNode message = Json.parse(text);
        Path schema = SCHEMAS.resolve(message.get("eventType").asText() + ".schema.json");
        assertThat(REGISTRY.getSchema(SchemaLocation.of(schema.toUri().toString()))
                        .validate(text, InputFormat.JSON))
                .as(text)
                .isEmpty();
        JsonNode described = Json.parse(text(SCHEMAS.resolve("order-event.schema.json")));
        assertThat(names(message)).isSubsetOf(names(described.get("properties")));
        assertThat(names(message.get("payload"))).isSubsetOf(names(described.at("/properties/payload/properties")));
        return message;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
