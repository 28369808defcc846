package com.bbws.orders.dynamodb.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that records the requests it receives. It requires a user and a password with status 407, and accepts any. It
 * never connects to a server: it closes a tunnel after the first byte, and responds to other requests with status 502.
 */
public final class RecordingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Integer> firstBytesInTunnels = new CopyOnWriteArrayList<>();

    /**
     * Starts a proxy on a free port.
     *
     * @throws IOException if no port is free
     */
    public RecordingProxy() throws IOException {
        Thread thread = new Thread(this::serveAll, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the port of the loopback address on which this proxy listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns the first line and the headers of each request so far, outside tunnels. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** Returns the first byte in each tunnel so far. */
    public List<Integer> firstBytesInTunnels() {
        return List.copyOf(firstBytesInTunnels);
    }

    private void serveAll() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                serve(connection);
            } catch (IOException closed) {
                // The caller closed the connection, or the proxy is closed.
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        String head = head(connection.getInputStream());
        heads.add(head);
        if (!head.toLowerCase(Locale.ROOT).contains("\r\nproxy-authorization: ")) {
            answer(connection, "407 Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
        } else if (head.startsWith("CONNECT ")) {
            connection.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
            firstBytesInTunnels.add(connection.getInputStream().read());
        } else {
            answer(connection, "502 Bad Gateway", "");
        }
    }

    private static void answer(Socket connection, String status, String header) throws IOException {
        connection
                .getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("truncated request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
