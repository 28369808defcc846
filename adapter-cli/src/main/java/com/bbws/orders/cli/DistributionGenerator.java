package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** What is installed with the program: its manual, and completions for shells. The build runs it. */
final class DistributionGenerator {

    private DistributionGenerator() {}

    /**
     * Writes the folder.
     *
     * @param arguments where to, the program's version, and the time stamp of the build
     * @throws IOException if that fails
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1], Instant.parse(arguments[2]));
    }

    static void write(Path share, String version, Instant built) throws IOException {
        String date = built.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        for (Map.Entry<String, String> page :
                new ManPages(version, date).of(orders()).entrySet()) {
            write(share.resolve("man/man1").resolve(page.getKey()), page.getValue());
        }
        write(share.resolve("bash-completion/completions/orders"), BashCompletion.script(orders().getCommandSpec()));
        write(share.resolve("zsh/site-functions/_orders"), ZshCompletion.script(orders().getCommandSpec()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
    }

    /** The command line from nobody's shell: what is said of it must not depend on who builds it. */
    private static CommandLine orders() {
        ProcessContext nobodys = new ProcessContext(
                new BufferedReader(Reader.nullReader()),
                InputStream.nullInputStream(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                false,
                () -> false,
                Optional::empty,
                () -> false,
                () -> HelpPages.WIDEST,
                Map.of(),
                "nobody",
                Clock.systemUTC(),
                onInterrupt -> () -> {});
        return new Wiring(nobodys).commandLine();
    }
}
