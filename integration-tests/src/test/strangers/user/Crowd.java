package user;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.it.lent.Latencies;
import io.foundry9.filebackend.it.lent.Load;
import io.foundry9.filebackend.it.lent.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Several at work in one vault. What they have to tell goes through here; the monitor guards nothing but waiting. */
final class Crowd implements Load {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong operations = new AtomicLong();
    private volatile Latencies latencies = new Latencies();
    private volatile boolean over;

    private Crowd() {}

    static Crowd at(FileBackend vault, int size) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < size; i++) {
            crowd.workers.add(new Worker(crowd, vault, i, size));
        }
        crowd.workers.forEach(Worker::prepare);
        for (Worker worker : crowd.workers) {
            Thread thread = new Thread(worker, "worker-" + worker);
            crowd.threads.add(thread);
            thread.start();
        }
        return crowd;
    }

    boolean isOver() {
        return over;
    }

    void done(long nanos) {
        operations.incrementAndGet();
        latencies.add(nanos);
    }

    void fail(String failure) {
        failures.add(failure);
        moved();
    }

    /** Who waits for progress looks again. */
    synchronized void moved() {
        notifyAll();
    }

    @Override
    public LoadReport measured() {
        Latencies last = latencies;
        latencies = new Latencies();
        return new LoadReport(operations.getAndSet(0), List.copyOf(failures), last);
    }

    @Override
    public boolean awaitSteps(int each) throws InterruptedException {
        long[] wanted = workers.stream().mapToLong(worker -> worker.done() + each).toArray();
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (this) {
            while (failures.isEmpty() && !haveDone(wanted)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    failures.add("no progress: " + threads.stream().map(Crowd::where).toList());
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return failures.isEmpty();
        }
    }

    private static String where(Thread thread) {
        return "\n" + thread.getName() + " " + List.of(thread.getStackTrace());
    }

    private boolean haveDone(long[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (workers.get(i).done() < wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LoadReport end() throws InterruptedException {
        LoadReport report = measured();
        over = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
            if (thread.isAlive()) {
                failures.add("does not end: " + where(thread));
            }
        }
        workers.forEach(Worker::compare);
        return new LoadReport(report.operations(), List.copyOf(failures), report.latencies());
    }
}
