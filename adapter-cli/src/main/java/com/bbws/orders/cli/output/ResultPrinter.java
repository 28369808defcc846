package com.bbws.orders.cli.output;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows many results, each when it is there: a line for people, or a document in a list for programs. */
public final class ResultPrinter<T> implements AutoCloseable {

    private final PrintWriter out;
    private final Function<T, String> line;
    private final Function<T, Map<String, ?>> document;
    private final Optional<DocumentListWriter> documents;

    /**
     * Begins to show results.
     *
     * @param output as what and where
     * @param line a result for people
     * @param document a result for programs
     */
    public ResultPrinter(Output output, Function<T, String> line, Function<T, Map<String, ?>> document) {
        this.out = output.out();
        this.line = line;
        this.document = document;
        this.documents = output.isDocument() ? Optional.of(output.documents()) : Optional.empty();
    }

    public void add(T result) {
        documents.ifPresentOrElse(
                list -> list.add(document.apply(result)), () -> out.println(TerminalText.of(line.apply(result))));
    }

    @Override
    public void close() {
        documents.ifPresent(DocumentListWriter::close);
    }
}
