package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The events that the local run has published, which a browser can follow: server-sent events, the oldest first. */
final class EventFeed {

    /** Shows after this time that a client has closed its connection. */
    private static final int HEARTBEAT_SECONDS = 15;

    private final List<String> published = new ArrayList<>();
    private final List<BlockingQueue<String>> followers = new ArrayList<>();

    /** Adds a published event. */
    synchronized void add(String event) {
        published.add(event);
        followers.forEach(follower -> follower.add(event));
    }

    /** Returns the published events, the oldest first. */
    synchronized List<String> published() {
        return List.copyOf(published);
    }

    /** Sends all events, and then each new one, until the client or the server closes the connection. */
    void send(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put("Content-Type", "text/event-stream");
        response.getHeaders().put("Cache-Control", "no-cache");
        BlockingQueue<String> events = follow();
        try {
            write(response, ":\n\n");
            while (true) {
                String event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                write(response, event == null ? ":\n\n" : "data: " + event + "\n\n");
            }
        } catch (IOException | InterruptedException closed) {
            callback.failed(closed);
        } finally {
            leave(events);
        }
    }

    private static void write(Response response, String text) throws IOException {
        Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private synchronized BlockingQueue<String> follow() {
        BlockingQueue<String> events = new LinkedBlockingQueue<>(published);
        followers.add(events);
        return events;
    }

    private synchronized void leave(BlockingQueue<String> events) {
        followers.removeIf(follower -> follower == events);
    }
}
