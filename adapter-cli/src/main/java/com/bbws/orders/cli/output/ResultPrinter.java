package com.bbws.orders.cli.output;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Prints results, each as soon as it is added: one line of text, or one document in a list. */
public final class ResultPrinter<T> implements AutoCloseable {

    private final PrintWriter out;
    private final Function<T, String> line;
    private final Function<T, Map<String, ?>> document;
    private final Optional<DocumentListWriter> documents;

    /**
     * Starts the output.
     *
     * @param output the format and the stream
     * @param line formats a result as one line of text
     * @param document formats a result as a document
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
