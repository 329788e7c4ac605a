package io.foundry9.filebackend.openai.emulator;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the emulator until it is killed: {@code [--port N] [--lenient] [--store NAME]}. The port is a free one unless
 * named, and the key is {@code sk-emulator}.
 */
public final class Main {
    private static final String USAGE = """
            Usage: openai-emulator [--port N] [--lenient] [--store NAME]
              --port N      listen on this port of 127.0.0.1; a free one otherwise
              --lenient     as a compatible server without limits, not as the live service
              --store NAME  make a vector store of this name; demo otherwise
            """;
    private static final int WRONG_USAGE = 2;

    private Main() {
    }

    /** What the command line asks for. */
    record Options(int port, boolean lenient, String store) {
        static Options of(String... arguments) {
            Options options = new Options(0, false, "demo");
            for (int i = 0; i < arguments.length; i++) {
                options = switch (arguments[i]) {
                    case "--lenient" -> new Options(options.port, true, options.store);
                    case "--port" -> new Options(port(next(arguments, ++i)), options.lenient, options.store);
                    case "--store" -> new Options(options.port, options.lenient, next(arguments, ++i));
                    default -> throw new IllegalArgumentException("What is " + arguments[i] + "?");
                };
            }
            return options;
        }

        private static String next(String[] arguments, int at) {
            if (at >= arguments.length) {
                throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
            }
            return arguments[at];
        }

        private static int port(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--port needs a number, not " + text, e);
            }
        }
    }

    /** Runs until killed. */
    public static void main(String... arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        OpenAiEmulator emulator = start(options, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "openai-emulator-stop"));
        new CountDownLatch(1).await();
    }

    /** Starts the emulator and tells how to go on. */
    static OpenAiEmulator start(Options options, PrintStream out) {
        EmulatorBuilder builder = options.lenient() ? OpenAiEmulator.lenient() : OpenAiEmulator.strict();
        OpenAiEmulator emulator = builder.port(options.port()).seed(System.nanoTime()).validating(false)
                .start();
        out.println("OpenAI emulator, " + (options.lenient() ? "lenient" : "strict") + ": " + emulator.baseUrl());
        tell(emulator, options.store(), out);
        return emulator;
    }

    private static void tell(OpenAiEmulator emulator, String name, PrintStream out) {
        String store = emulator.createVectorStore(name);
        out.println("Vector store " + name + ": " + store);
        out.println("Next, in another terminal:");
        out.println("  export OPENAI_API_KEY=sk-emulator");
        out.println("  ./vault vault:add docs \"openai+vector://" + store + "?base_url=" + emulator.baseUrl()
                + "&api_key=env:OPENAI_API_KEY\"");
    }
}
