package com.bbws.orders.dynamodb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A local port that refuses connections. This JVM reserves it, so no other process can start to listen on it. */
public final class ClosedPort {

    private static final Socket RESERVED = reserve();

    private ClosedPort() {}

    /** Returns the address of a service that does not exist. */
    public static URI endpoint() {
        return URI.create("http://localhost:" + RESERVED.getLocalPort());
    }

    /** Returns a socket that is bound but does not listen. */
    private static Socket reserve() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException("no port can be bound", failure);
        }
        return socket;
    }
}
