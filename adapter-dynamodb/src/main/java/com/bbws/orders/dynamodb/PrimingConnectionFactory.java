package com.bbws.orders.dynamodb;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * Creates the connections for priming and closes all of them. A snapshot must not contain any: they do not work after the
 * restore, and their buffers contain the credentials that were sent.
 *
 * <p>The JDK's HTTP client keeps idle connections in a pool for the whole process, and it abandons an interrupted or failed
 * TLS connection without closing it. So this class closes the socket of each TLS connection directly, and then removes the
 * remaining connections from the pool.
 */
final class PrimingConnectionFactory implements UrlConnectionFactory, AutoCloseable {

    /** The number of idle connections that the JDK keeps for one origin (system property {@code http.maxConnections}). */
    private static final int POOL_SIZE = 5;

    private final DynamoDbSettings settings;
    private final TrackingSocketFactory tls = new TrackingSocketFactory();
    private final Set<URI> origins = ConcurrentHashMap.newKeySet();

    PrimingConnectionFactory(DynamoDbSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        origins.add(uri.resolve("/"));
        HttpURLConnection connection = DynamoDbOrders.connection(settings, uri);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls);
        }
        return connection;
    }

    /** Closes all connections. Afterwards no TLS connection can be created. */
    @Override
    public void close() {
        tls.close();
        Set.copyOf(origins).forEach(origin -> closeIdle(this, origin));
    }

    /**
     * Closes the idle connections to an origin. {@code connect} takes a connection from the pool if the pool has one, and
     * {@code disconnect} closes it, because no response was read from it.
     *
     * @param factory creates connections with the same settings as those in the pool, such as the TLS factory
     */
    static void closeIdle(UrlConnectionFactory factory, URI origin) {
        List<HttpURLConnection> all = Stream.generate(() -> factory.createConnection(origin))
                .limit(POOL_SIZE)
                .toList();
        try {
            for (HttpURLConnection connection : all) {
                connection.connect();
            }
        } catch (IOException poolIsEmpty) {
            // The JDK tried to open a new connection. This always fails with TLS and may fail without it.
        }
        all.forEach(HttpURLConnection::disconnect);
    }

    /**
     * Creates TLS connections on sockets that it keeps track of. It supports only the method that takes an existing socket.
     * The JDK's HTTP client then creates the socket, with or without a proxy, and passes it in.
     */
    private static final class TrackingSocketFactory extends SSLSocketFactory {

        private static final SSLSocketFactory JDK = HttpsURLConnection.getDefaultSSLSocketFactory();

        private final Set<Socket> sockets = new HashSet<>();

        private boolean closed;

        /** Closes the sockets, and every socket that is passed in later. */
        synchronized void close() {
            closed = true;
            sockets.forEach(TrackingSocketFactory::close);
            sockets.clear();
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException failure) {
                // The file descriptor is closed even in this case.
            }
        }

        @Override
        public synchronized Socket createSocket(Socket socket, String host, int port, boolean autoClose)
                throws IOException {
            if (closed) {
                close(socket);
                throw new SocketException("priming has ended");
            }
            sockets.add(socket);
            return JDK.createSocket(socket, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return JDK.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return JDK.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            throw unsupported();
        }

        private static SocketException unsupported() {
            return new SocketException("this factory does not create sockets: it uses those of its caller");
        }
    }
}
