package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine, run as a process of its own. */
final class Program {

    private static final int MINUTES = 2;

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> variables;

    private Program(List<String> command, Path folder, Map<String, String> variables) {
        this.command = command;
        this.folder = folder;
        this.variables = variables;
    }

    /** Knows nothing of this JVM's variables but the way to other programs. */
    static Program of(String... command) {
        return new Program(List.of(command), Path.of(""), Map.of("PATH", System.getenv("PATH")));
    }

    static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    Program in(Path workingFolder) {
        return new Program(command, workingFolder, variables);
    }

    Program with(String variable, Object value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value.toString());
        return new Program(command, folder, more);
    }

    Program with(Map<String, String> others) {
        Map<String, String> more = new HashMap<>(variables);
        more.putAll(others);
        return new Program(command, folder, more);
    }

    /** Ends when the program does, even if it has left something running in the background. */
    Run run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ended", command).isTrue();
            return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
