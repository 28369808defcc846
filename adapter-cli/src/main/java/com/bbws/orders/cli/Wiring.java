package com.bbws.orders.cli;

import com.bbws.orders.application.CorrectOrder;
import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.ListOrders;
import com.bbws.orders.application.ReadOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.VerifyOrders;
import com.bbws.orders.cli.batch.CorrectionFile;
import com.bbws.orders.cli.command.EnumConverter;
import com.bbws.orders.cli.command.FixCommand;
import com.bbws.orders.cli.command.GetCommand;
import com.bbws.orders.cli.command.HistoryCommand;
import com.bbws.orders.cli.command.ListCommand;
import com.bbws.orders.cli.command.NumberArgument;
import com.bbws.orders.cli.command.TransitionsCommand;
import com.bbws.orders.cli.command.UpdateCommand;
import com.bbws.orders.cli.command.VerifyCommand;
import com.bbws.orders.cli.completion.CompletionCommand;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.ConnectionOptions;
import com.bbws.orders.cli.session.Environment;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Creates the commands and their dependencies. The connection to DynamoDB is opened by the command that needs it, so
 * that {@code --help} and {@code --version} start fast and need no configuration.
 */
public final class Wiring implements CommandLine.IFactory, UseCaseFactory {

    private final ProcessContext process;
    private final ConnectionOptions connection = new ConnectionOptions();
    private final Output output;

    public Wiring(ProcessContext process) {
        this.process = process;
        this.output = new Output(process);
    }

    public CommandLine commandLine() {
        ErrorPrinter errors = new ErrorPrinter(output);
        CommandLine orders = new CommandLine(new OrdersCli(connection, output), this)
                .setOut(process.out())
                .setErr(process.err())
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .registerConverter(Integer.class, NumberArgument::wholeNumber)
                .registerConverter(Long.class, NumberArgument::largeWholeNumber)
                .registerConverter(Double.class, NumberArgument::number)
                .registerConverter(Environment.class, new EnumConverter<>(Environment.class))
                .registerConverter(Output.Format.class, new EnumConverter<>(Output.Format.class))
                .registerConverter(
                        TransitionsCommand.Format.class, new EnumConverter<>(TransitionsCommand.Format.class))
                .registerConverter(CorrectionFile.Format.class, new EnumConverter<>(CorrectionFile.Format.class))
                .registerConverter(
                        CompletionCommand.ShellName.class, new EnumConverter<>(CompletionCommand.ShellName.class))
                // A value that starts with @, such as an actor, is not the name of an argument file.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        HelpLayout.apply(orders, process::textWidth);
        return orders;
    }

    /** Creates a command for picocli. */
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == GetCommand.class) {
            return type.cast(new GetCommand(this, output));
        }
        if (type == ListCommand.class) {
            return type.cast(new ListCommand(this, output));
        }
        if (type == HistoryCommand.class) {
            return type.cast(new HistoryCommand(this, output, process));
        }
        if (type == UpdateCommand.class) {
            return type.cast(new UpdateCommand(this, output, process));
        }
        if (type == FixCommand.class) {
            return type.cast(new FixCommand(this, output, process));
        }
        if (type == TransitionsCommand.class) {
            return type.cast(new TransitionsCommand(output));
        }
        if (type == VerifyCommand.class) {
            return type.cast(new VerifyCommand(this, output, process));
        }
        if (type == CompletionCommand.class) {
            return type.cast(new CompletionCommand());
        }
        return CommandLine.defaultFactory().create(type);
    }

    @Override
    public UseCases open() {
        return open(DynamoDbOrders::open);
    }

    @Override
    public UseCases openForBatch() {
        return open(DynamoDbOrders::openForBatch);
    }

    private UseCases open(Function<DynamoDbSettings, DynamoDbOrders> connect) {
        try {
            DynamoDbSettings settings = settings();
            return useCases(connect.apply(settings), settings);
        } catch (IllegalArgumentException invalidSetting) {
            throw new CliException(ExitCode.USAGE, invalidSetting.getMessage() + ".", invalidSetting);
        }
    }

    private UseCases useCases(DynamoDbOrders orders, DynamoDbSettings settings) {
        return new UseCases(
                settings.tableName(),
                new FindOrder(orders.search()),
                new ReadOrderHistory(orders.search(), orders.history()),
                new ListOrders(orders.search()),
                new UpdateOrder(orders.repository(), process.clock()),
                new CorrectOrder(orders.search(), orders.repository(), process.clock()),
                new VerifyOrders(orders.scanner()),
                orders::close);
    }

    /** Returns the settings of environment variables and AWS configuration files, overridden by options. */
    private DynamoDbSettings settings() {
        DynamoDbSettings settings = DynamoDbSettings.ofAwsCli(process.variables(), "--profile", connection.profile());
        if (connection.table().isPresent()) {
            settings = settings.withTableName(
                    DynamoDbSettings.tableName("--table", connection.table().get()));
        }
        if (connection.region().isPresent()) {
            settings = settings.withRegion(
                    DynamoDbSettings.region("--region", connection.region().get()));
        }
        if (connection.endpointUrl().isPresent()) {
            settings = settings.withEndpoint(
                    "--endpoint-url",
                    DynamoDbSettings.endpoint(
                            "--endpoint-url", connection.endpointUrl().get()));
        }
        return settings;
    }
}
