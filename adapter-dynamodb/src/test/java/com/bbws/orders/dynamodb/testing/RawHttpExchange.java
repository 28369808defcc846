package com.bbws.orders.dynamodb.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP request on a plain socket, and its response. Unlike an HTTP server library, this class can violate the protocol. It
 * supports only the requests of the SDK's HTTP client: no pipelining, bodies with a content length.
 */
final class RawHttpExchange {

    private final Socket socket;
    private final InputStream in;
    private final String requestLine;
    private final List<String> headers;
    private final byte[] body;

    private RawHttpExchange(Socket socket, InputStream in, String requestLine, List<String> headers, byte[] body) {
        this.socket = socket;
        this.in = in;
        this.requestLine = requestLine;
        this.headers = headers;
        this.body = body;
    }

    /** Waits for the next request of a connection. Returns empty if the connection is closed. */
    static Optional<RawHttpExchange> next(Socket socket, BufferedInputStream in) throws IOException {
        List<String> lines = Arrays.asList(head(in).split("\r\n"));
        if (lines.get(0).isEmpty()) {
            return Optional.empty();
        }
        RawHttpExchange withoutBody =
                new RawHttpExchange(socket, in, lines.get(0), lines.subList(1, lines.size()), new byte[0]);
        int length = withoutBody.header("Content-Length").map(Integer::parseInt).orElse(0);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return Optional.empty();
        }
        return Optional.of(new RawHttpExchange(socket, in, withoutBody.requestLine, withoutBody.headers, body));
    }

    /** Returns the request's method. */
    String method() {
        return requestLine.split(" ")[0];
    }

    /** Returns the request's path. */
    String path() {
        return requestLine.split(" ")[1];
    }

    /** Returns the request's headers, as {@code name: value}. */
    List<String> headers() {
        return headers;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .findFirst();
    }

    byte[] body() {
        return body;
    }

    /** Sends a response; its headers are {@code name: value}. */
    void respond(int status, List<String> headers, byte[] body) throws IOException {
        send(status, headers, body, body.length);
    }

    /** Sends the first half of a response, and closes the connection. */
    void respondWithHalf(int status, List<String> headers, byte[] body) throws IOException {
        send(status, headers, Arrays.copyOf(body, body.length / 2), body.length);
        socket.close();
    }

    /** Sends the head of a response, whose body {@link #sendByte} sends. */
    void beginResponse() throws IOException {
        send(200, List.of(), new byte[0], Integer.MAX_VALUE);
    }

    /** Sends one byte of a response. */
    void sendByte() throws IOException {
        socket.getOutputStream().write(' ');
        socket.getOutputStream().flush();
    }

    /** Closes the connection normally. */
    void close() throws IOException {
        socket.close();
    }

    /** Closes the connection with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the client closes the connection. */
    void awaitEnd() {
        try {
            while (in.read() >= 0) {
                // Ignore further input.
            }
        } catch (IOException reset) {
            // The connection is closed too.
        }
    }

    private void send(int status, List<String> headers, byte[] body, int contentLength) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 " + status + " Injected\r\n").getBytes(ISO_8859_1));
        for (String header : headers) {
            response.writeBytes((header + "\r\n").getBytes(ISO_8859_1));
        }
        response.writeBytes(("Content-Length: " + contentLength + "\r\n\r\n").getBytes(ISO_8859_1));
        response.writeBytes(body);
        socket.getOutputStream().write(response.toByteArray());
        socket.getOutputStream().flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 && head.isEmpty()) {
                return "";
            }
            if (next < 0) {
                throw new EOFException("truncated request");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
