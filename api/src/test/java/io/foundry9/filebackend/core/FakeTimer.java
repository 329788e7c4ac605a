package io.foundry9.filebackend.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when a test says so. Its monitor guards what is still to come. */
final class FakeTimer implements LaneTimer {

    private final List<Alarm> alarms = new ArrayList<>();
    private long now;

    private record Alarm(long at, Runnable action) {}

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Runnable after(long nanos, Runnable action) {
        Alarm alarm = new Alarm(now + nanos, action);
        alarms.add(alarm);
        return () -> remove(alarm);
    }

    private synchronized void remove(Alarm alarm) {
        alarms.remove(alarm);
    }

    void advance(Duration time) {
        for (Alarm due : passing(time.toNanos())) {
            due.action.run();
        }
    }

    private synchronized List<Alarm> passing(long nanos) {
        now += nanos;
        List<Alarm> due = alarms.stream().filter(alarm -> alarm.at <= now).toList();
        alarms.removeAll(due);
        return due;
    }

    synchronized int alarms() {
        return alarms.size();
    }

    @Override
    public synchronized void close() {
        alarms.clear();
    }
}
