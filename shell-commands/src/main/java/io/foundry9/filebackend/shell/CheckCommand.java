package io.foundry9.filebackend.shell;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:check}. */
final class CheckCommand extends VaultCommand {

    private static final String SUMMARY = "compare two directories, in one vault or in two";
    private static final String MANUAL = """
            usage: vault:check [--quick] VAULT:first VAULT:second

            Compares all that is below the two, by SHA-256, and prints a line for each
            difference: - for what is only in the first, + for what is only in the second,
            * for what is in both and differs. The exit status is 0 if there is none.

                  --quick          a second that has the same size and is not older will do

            examples:
              vault:check docs:/ backup:/docs
              vault:check --quick docs: backup:
            """;

    CheckCommand(Vaults vaults) {
        super("check", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place first = call.place(operands.get(0));
        Place second = call.place(operands.get(1));
        first.info();
        second.info();
        Likeness likeness = call.has("quick") ? Likeness.SIZE_AND_TIME : Likeness.CHECKSUM;
        LongAdder differences = new LongAdder();
        FailureLog failures = call.failures("entries not compared");
        try (Workers workers = new Workers(failures, call.progress())) {
            new Pairs(first, second).forEach(pair -> {
                Place here = first.resolve(pair.path());
                Place there = second.resolve(pair.path());
                if (pair.first().isEmpty() || pair.second().isEmpty() || pair.clash()) {
                    workers.submit(() -> tell(call, pair.second().isEmpty() ? "-" : pair.clash() ? "*" : "+",
                            pair, differences));
                } else if (!pair.areDirectories()) {
                    workers.submit(() -> {
                        if (!likeness.isSame(here, pair.first().get(), there, pair.second().get())) {
                            tell(call, "*", pair, differences);
                        }
                    });
                }
            });
            workers.finish();
        }
        call.output().flush();
        failures.finish();
        if (differences.sum() > 0) {
            throw new CommandFailure(Text.count(differences.sum(), "difference", "differences") + " between "
                    + first + " and " + second);
        }
    }

    private static void tell(Call call, String sign, Pairs.Pair pair, LongAdder differences) {
        differences.increment();
        synchronized (call) {
            call.output().line(sign + " " + Text.printable(pair.path().toString()));
        }
    }

    @Descriptor(SUMMARY)
    public Object check(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
