package com.bbws.orders.lambda.testing.function;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.testing.PersonalData;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** {@code update-order-lambda.zip} in a separate process, as Lambda's Java runtimes start it. */
public final class PackagedFunction implements AutoCloseable {

    public static final Path ZIP = Path.of("target/update-order-lambda.zip");

    private final Path task;
    private final Process process;

    /**
     * Unpacks the zip and starts a handler.
     *
     * @param task an empty folder, which also receives {@code stdout} and {@code stderr}
     * @param handler the class name of the handler
     * @param environment the variables of the function
     * @param lambda the runtime API
     * @param options options for the JVM
     */
    public PackagedFunction(
            Path task, String handler, Map<String, String> environment, LambdaRuntimeApi lambda, String... options)
            throws IOException {
        this.task = task;
        unpack(ZIP, task);
        ProcessBuilder function = new ProcessBuilder(command(handler, options));
        function.environment().clear();
        function.environment().putAll(environment);
        function.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        function.environment().put("LAMBDA_TASK_ROOT", task.toString());
        this.process = function.redirectOutput(task.resolve("stdout").toFile())
                .redirectError(task.resolve("stderr").toFile())
                .start();
        process.onExit().thenAccept(ended -> lambda.functionEnded(ended.exitValue()));
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns the standard output so far. */
    public List<String> stdout() throws IOException {
        return Files.readAllLines(task.resolve("stdout"));
    }

    /** Returns the standard error so far. */
    public String stderr() throws IOException {
        return Files.readString(task.resolve("stderr"));
    }

    /** Ends the function, as Lambda does, and checks that it printed no personal data. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The function does not stop");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            PersonalData.checkNoneIn(String.join("\n", stdout()), "the function's standard output");
            PersonalData.checkNoneIn(stderr(), "the function's standard error");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Unpacks the zip of a function into an empty folder. */
    public static void unpack(Path zip, Path task) throws IOException {
        try (ZipFile packed = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : packed.stream().filter(e -> !e.isDirectory()).toList()) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(packed.getInputStream(entry), file);
            }
        }
    }

    /** Returns the default of {@code JAVA_TOOL_OPTIONS} in Terraform. */
    public static List<String> toolOptions() throws IOException {
        Matcher options = Pattern.compile("variable \"java_tool_options\" \\{.*?default = \"([^\"]+)\"", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("terraform/variables.tf")));
        if (!options.find()) {
            throw new IllegalStateException("no java_tool_options in terraform/variables.tf");
        }
        return List.of(options.group(1).split(" "));
    }

    private List<String> command(String handler, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-XX:ErrorFile=" + task.resolve("crash.log"));
        command.addAll(toolOptions());
        command.addAll(List.of(options));
        command.addAll(arguments(Runtime.version().feature(), task, handler));
        return command;
    }

    /**
     * Returns the arguments with which Lambda's Java runtimes start a function, after the flags of the JVM.
     *
     * @param feature the feature version of Java, such as 25
     * @param task the unpacked zip
     * @param handler the class name of the handler
     */
    public static List<String> arguments(int feature, Path task, String handler) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                RuntimeInterfaceClient.unpackLibrary(task),
                // Lambda's runtimes direct the CRaC API to the runtime interface client.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-cp",
                classPath(task)));
        if (feature >= 24) {
            arguments.add(0, "--enable-native-access=ALL-UNNAMED"); // for the client's native library, as in java25
        }
        arguments.add(RuntimeInterfaceClient.MAIN);
        arguments.add(handler);
        return arguments;
    }

    /** The class path of Lambda's Java runtimes: the root of the task, its lib folder, and the client of the runtime. */
    private static String classPath(Path task) {
        return Stream.concat(
                        Stream.of(task.toString(), task + "/lib/*"),
                        RuntimeInterfaceClient.jars().stream().map(Path::toString))
                .collect(joining(File.pathSeparator));
    }
}
