package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The events that the local run has published, which a browser can follow: server-sent events, the oldest first. */
final class EventFeed implements AutoCloseable {

    /** Shows after this time that a client has closed its connection. */
    private static final int HEARTBEAT_SECONDS = 15;

    private final List<String> published = new ArrayList<>();
    /** A follower's queue contains the events that it has not received. An empty element ends its response. */
    private final List<BlockingQueue<Optional<String>>> followers = new ArrayList<>();

    /** Adds a published event. */
    synchronized void add(String event) {
        published.add(event);
        followers.forEach(follower -> follower.add(Optional.of(event)));
    }

    /** Returns the published events, the oldest first. */
    synchronized List<String> published() {
        return List.copyOf(published);
    }

    /** Ends all responses. Otherwise the server waits for them when it stops. */
    @Override
    public synchronized void close() {
        followers.forEach(follower -> follower.add(Optional.empty()));
    }

    /** Sends all events, and then each new one, until the client closes the connection or the feed is closed. */
    void send(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put("Content-Type", "text/event-stream");
        response.getHeaders().put("Cache-Control", "no-cache");
        BlockingQueue<Optional<String>> events = follow();
        try {
            write(response, ":\n\n");
            Optional<String> event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            while (event == null || event.isPresent()) {
                write(response, event == null ? ":\n\n" : "data: " + event.get() + "\n\n");
                event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            }
            callback.succeeded();
        } catch (IOException | InterruptedException closed) {
            callback.failed(closed);
        } finally {
            leave(events);
        }
    }

    private static void write(Response response, String text) throws IOException {
        Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private synchronized BlockingQueue<Optional<String>> follow() {
        BlockingQueue<Optional<String>> events = new LinkedBlockingQueue<>();
        published.forEach(event -> events.add(Optional.of(event)));
        followers.add(events);
        return events;
    }

    private synchronized void leave(BlockingQueue<Optional<String>> events) {
        followers.removeIf(follower -> follower == events);
    }
}
