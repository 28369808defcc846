package com.bbws.orders.dynamodb;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP proxies that environment variables name, by the rules of the AWS CLI: {@code HTTPS_PROXY} for https addresses,
 * {@code HTTP_PROXY} for http addresses, {@code NO_PROXY} for the hosts that are reached without a proxy. A name in lower
 * case counts more than one in upper case; an empty value stands for none.
 *
 * @param servers the proxy by the scheme of the address to reach
 * @param exceptions hosts, or ends of hosts' names, that are reached without a proxy; {@code *} for all
 */
record ProxyVariables(Map<String, Server> servers, List<String> exceptions) {

    private static final ProxyVariables NONE = new ProxyVariables(Map.of(), List.of());
    private static final int DEFAULT_PORT = 80;

    /**
     * A proxy.
     *
     * @param variable the variable that names it
     * @param host its host
     * @param port its port
     * @param user the user that the variable holds; empty if it holds none
     */
    record Server(String variable, String host, int port, Optional<ProxyUser> user) {

        Proxy proxy() {
            return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
        }

        /** Returns a text without the secret. */
        @Override
        public String toString() {
            return host + ":" + port + " (" + variable + ")";
        }
    }

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException if one is no address of a proxy; the message is a sentence that names it
     */
    static ProxyVariables of(Map<String, String> environment) {
        Map<String, Server> servers = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            variable(environment, scheme + "_proxy")
                    .ifPresent(variable -> servers.put(scheme, server(variable.getKey(), variable.getValue())));
        }
        if (servers.isEmpty()) {
            return NONE;
        }
        return new ProxyVariables(
                Map.copyOf(servers),
                variable(environment, "no_proxy")
                        .map(variable -> Arrays.stream(variable.getValue().split(","))
                                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                                .filter(name -> !name.isEmpty())
                                .toList())
                        .orElse(List.of()));
    }

    static ProxyVariables none() {
        return NONE;
    }

    /** Tells whether the variables name no proxy at all. */
    boolean isNone() {
        return servers.isEmpty();
    }

    /** Returns the proxy by which an address is reached; empty if it is reached without one. */
    Optional<Server> serverFor(URI address) {
        return Optional.ofNullable(servers.get(address.getScheme())).filter(server -> !isException(address));
    }

    private boolean isException(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String hostAndPort = host + ":" + address.getPort();
        return exceptions.stream().anyMatch(name -> {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            return name.equals("*")
                    || host.equals(bare)
                    || hostAndPort.equals(bare)
                    || host.endsWith("." + bare)
                    || hostAndPort.endsWith("." + bare);
        });
    }

    private static Optional<Map.Entry<String, String>> variable(Map<String, String> environment, String name) {
        String key = environment.containsKey(name) ? name : name.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(environment.get(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> Map.entry(key, value));
    }

    private static Server server(String variable, String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() <= DynamoDbSettings.MAX_PORT) {
                return new Server(
                        variable,
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        Optional.ofNullable(uri.getRawUserInfo()).map(ProxyVariables::user));
            }
        } catch (IllegalArgumentException notAUri) {
            // the sentence below says what it should be; the value may hold a password
        }
        throw new IllegalArgumentException(
                variable + " must be the http address of a proxy, such as http://proxy.example.com:3128");
    }

    private static ProxyUser user(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new ProxyUser(decoded(userInfo), "")
                : new ProxyUser(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        // Unlike in a query, a plus sign is a plus sign here.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
