package io.foundry9.filebackend.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** Someone who does a work once, measured. Used by one thread. */
final class Contestant {

    /** A piece of work. */
    interface Task {
        void run() throws Exception;
    }

    private interface Measured {
        Usage run() throws Exception;
    }

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private final String name;
    private final Measured work;
    private Task before = () -> {
    };

    private Contestant(String name, Measured work) {
        this.name = name;
        this.work = work;
    }

    /** A method of Java, in this JVM, where the compiler has seen it before it is measured. */
    static Contestant method(String name, Task task) {
        return new Contestant(name, () -> {
            System.gc();
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            task.run();
            return new Usage(System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu, 0);
        });
    }

    /** A command as a process of its own, from its start to its end. */
    static Contestant command(String name, Path folder, List<String> words) {
        return new Contestant(name, () -> Command.run(folder, words));
    }

    /** What has to be put in order before each run, unmeasured. */
    Contestant before(Task task) {
        before = task;
        return this;
    }

    String name() {
        return name;
    }

    Usage run() throws Exception {
        before.run();
        return work.run();
    }
}
