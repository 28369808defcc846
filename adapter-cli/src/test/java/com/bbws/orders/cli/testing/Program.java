package com.bbws.orders.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of this machine. */
public final class Program {

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> variables;

    private Program(List<String> command, Path folder, Map<String, String> variables) {
        this.command = command;
        this.folder = folder;
        this.variables = variables;
    }

    /** Creates a program with only {@code PATH} as environment variable. */
    public static Program of(String... command) {
        return new Program(List.of(command), Path.of(""), Map.of("PATH", System.getenv("PATH")));
    }

    public static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    public Program in(Path workingFolder) {
        return new Program(command, workingFolder, variables);
    }

    public Program with(String variable, Object value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value.toString());
        return new Program(command, folder, more);
    }

    /** Runs the program to its end. Background processes continue. */
    public Run run() throws IOException, InterruptedException {
        return run(command);
    }

    /** Runs the program and waits for all processes that it starts: each inherits descriptor 3, a pipe that is read here. */
    public Run runWithAllThatItStarts() throws IOException, InterruptedException {
        List<String> piped = new ArrayList<>(List.of("sh", "-c", "out=$0; exec 3>&1 >\"$out\"; exec \"$@\""));
        Path out = Files.createTempFile("out", "");
        try {
            piped.add(out.toString());
            piped.addAll(command);
            Run run = run(piped);
            assertThat(run.out()).isEmpty();
            return new Run(run.exitCode(), Files.readString(out, UTF_8), run.err());
        } finally {
            Files.delete(out);
        }
    }

    private Run run(List<String> line) throws IOException, InterruptedException {
        Path err = Files.createTempFile("err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Run(process.waitFor(), out, Files.readString(err, UTF_8));
        } finally {
            Files.delete(err);
        }
    }
}
