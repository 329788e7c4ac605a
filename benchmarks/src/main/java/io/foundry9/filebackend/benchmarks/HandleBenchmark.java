package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same call, to a backend in memory and to the vault that stands before it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandleBenchmark {
    private VaultManager vaults;
    private FileBackend backend;
    private FileBackend handle;

    @Setup
    public void open() {
        backend = StoreBackend.over(new MemoryStore());
        backend.create("a.txt", Content.of("text"));
        vaults = VaultManager.create();
        handle = vaults.registerShared("docs", backend, VaultOptions.DEFAULTS);
    }

    @TearDown
    public void close() {
        vaults.close();
        backend.close();
    }

    @Benchmark
    public boolean backend() {
        return backend.exists("a.txt");
    }

    @Benchmark
    public boolean handle() {
        return handle.exists("a.txt");
    }
}
