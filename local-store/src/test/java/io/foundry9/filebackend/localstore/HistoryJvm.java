package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileBackend;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process with some clients, which does rounds of a history as it is told on its standard input, or tells the time. */
final class HistoryJvm {

    static final int CLIENTS = 2;

    private HistoryJvm() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FileBackend backend = Roots.backend(Path.of(arguments[0]))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(">" + answer(backend, command.split(" ")));
            }
        }
    }

    private static String answer(FileBackend backend, String[] command) throws Exception {
        if (command[0].equals("time")) {
            return "" + System.nanoTime();
        }
        List<HistoryClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new HistoryClient(backend, command[0] + "-child-" + i, Long.parseLong(command[3]) + i));
        }
        return runAll(clients, Long.parseLong(command[1]), Integer.parseInt(command[2])).encode();
    }

    /** Each client in a thread of its own. */
    static History runAll(List<HistoryClient> clients, long start, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<Future<History>> running = new ArrayList<>();
            for (HistoryClient client : clients) {
                running.add(threads.submit(() -> client.run(start, count)));
            }
            History all = new History(List.of());
            for (Future<History> one : running) {
                all = all.with(one.get());
            }
            return all;
        } finally {
            threads.shutdown();
        }
    }
}
