package com.bbws.orders.cli.output;

import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes documents as one list, each as soon as it is added. */
abstract class DocumentListWriter implements AutoCloseable {

    /** Adds a document to the list. */
    abstract void add(Map<String, ?> document);

    /** Ends the list. */
    @Override
    public abstract void close();

    static DocumentListWriter json(PrintWriter out) {
        return new Json(out);
    }

    static DocumentListWriter yaml(PrintWriter out) {
        return new Yaml(out);
    }

    private static final class Json extends DocumentListWriter {

        private final PrintWriter out;
        private final SequenceWriter list;

        Json(PrintWriter out) {
            this.out = out;
            try {
                this.list = DocumentWriter.jsonWriter().writeValuesAsArray(out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible); // a PrintWriter throws no IOException
            }
        }

        @Override
        void add(Map<String, ?> document) {
            try {
                list.write(document);
                list.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void close() {
            try {
                list.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            out.println();
        }
    }

    /** A YAML parser reads consecutive lists of one element as one list. */
    private static final class Yaml extends DocumentListWriter {

        private final PrintWriter out;
        private final DocumentWriter writer = DocumentWriter.yaml();
        private boolean isEmpty = true;

        Yaml(PrintWriter out) {
            this.out = out;
        }

        @Override
        void add(Map<String, ?> document) {
            out.println(writer.text(List.of(document)));
            isEmpty = false;
        }

        @Override
        public void close() {
            if (isEmpty) {
                out.println("[]");
            }
        }
    }
}
