package com.bbws.orders.lambda.testing.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads events and writes results as Lambda's Java runtimes do. */
public final class LambdaJson {

    private static final Map<Class<?>, PojoSerializer<?>> SERIALIZERS = new ConcurrentHashMap<>();

    private LambdaJson() {}

    /** Reads an event; empty if the runtime cannot read it and so does not call the handler. */
    public static <T> Optional<T> read(Class<T> type, byte[] json) {
        try {
            return Optional.ofNullable(type.cast(serializer(type).fromJson(new ByteArrayInputStream(json))));
        } catch (UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Writes a result.
     *
     * @throws UncheckedIOException if the runtime cannot write it, so that the invocation fails
     */
    public static String write(Object response) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        write(serializer(response.getClass()), response, json);
        return json.toString(UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static <T> void write(PojoSerializer<T> serializer, Object response, ByteArrayOutputStream json) {
        serializer.toJson((T) response, json);
    }

    private static PojoSerializer<?> serializer(Class<?> type) {
        return SERIALIZERS.computeIfAbsent(
                type, any -> LambdaEventSerializers.serializerFor(any, LambdaJson.class.getClassLoader()));
    }
}
