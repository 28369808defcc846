package com.bbws.orders.dynamodb;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP proxies that environment variables name, by the rules of the AWS CLI: {@code HTTPS_PROXY} for https addresses,
 * {@code HTTP_PROXY} for http addresses, {@code NO_PROXY} for the hosts that are reached without a proxy. A name in lower
 * case counts more than one in upper case; an empty value stands for none.
 *
 * <p>A variable is read when an address is to be reached through its proxy: one that is not used may hold anything.
 *
 * @param http the variable for http addresses; empty if there is none
 * @param https the variable for https addresses; empty if there is none
 * @param exceptions the variable with the hosts, or ends of hosts' names, that are reached without a proxy, {@code *} for all;
 *     empty if there is none
 */
record ProxyVariables(Optional<Variable> http, Optional<Variable> https, Optional<Variable> exceptions) {

    private static final ProxyVariables NONE = new ProxyVariables(Optional.empty(), Optional.empty(), Optional.empty());
    private static final int DEFAULT_PORT = 80;

    /**
     * A variable that is set.
     *
     * @param name its name
     * @param value its value, which may hold a password
     */
    record Variable(String name, String value) {

        /** Returns a text without the secret. */
        @Override
        public String toString() {
            return name;
        }
    }

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

    /** Takes the variables, whatever they hold. */
    static ProxyVariables of(Map<String, String> environment) {
        Optional<Variable> http = variable(environment, "http_proxy", "HTTP_PROXY");
        Optional<Variable> https = variable(environment, "https_proxy", "HTTPS_PROXY");
        return http.isEmpty() && https.isEmpty()
                ? NONE
                : new ProxyVariables(http, https, variable(environment, "no_proxy", "NO_PROXY"));
    }

    static ProxyVariables none() {
        return NONE;
    }

    /** Tells whether the variables name no proxy at all. */
    boolean isNone() {
        return http.isEmpty() && https.isEmpty();
    }

    /**
     * Returns the proxy through which an http or https address is reached; empty if it is reached without one.
     *
     * @throws IllegalArgumentException if the variable for it is no address of a proxy; the message is a sentence that names
     *     it
     */
    Optional<Server> serverFor(URI address) {
        Optional<Variable> variable = "https".equals(address.getScheme()) ? https : http;
        return variable.filter(named -> !isException(address)).map(named -> server(named.name(), named.value()));
    }

    private boolean isException(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String hostAndPort = host + ":" + address.getPort();
        return exceptions.stream()
                .flatMap(variable -> Arrays.stream(variable.value().split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> {
                    String bare = name.startsWith(".") ? name.substring(1) : name;
                    return name.equals("*")
                            || host.equals(bare)
                            || hostAndPort.equals(bare)
                            || host.endsWith("." + bare)
                            || hostAndPort.endsWith("." + bare);
                });
    }

    private static Optional<Variable> variable(Map<String, String> environment, String lower, String upper) {
        String name = environment.containsKey(lower) ? lower : upper;
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Variable(name, value.strip()));
    }

    private static Server server(String variable, String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() <= DynamoDbSettings.MAX_PORT
                    && !DynamoDbSettings.hasPasswordBehindHost(uri)) {
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
                variable + " must be the http address of a proxy, such as http://proxy.example.com:3128"
                        + DynamoDbSettings.passwordHint(value));
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
