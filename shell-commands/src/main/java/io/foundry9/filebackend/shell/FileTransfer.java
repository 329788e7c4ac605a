package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;

/** Copies files between places: within a vault as that can do it best, between two as a stream. Used by many threads. */
record FileTransfer(Call call) {

    void copy(Place from, Place to) {
        WriteOption[] options = call.writeOptions(call.progress().forOne());
        if (from.sharesVaultWith(to)) {
            from.ask(backend -> backend.copy(from.canonical(), to.canonical(), options));
            return;
        }
        try (InputStream content = from.ask(backend -> backend.openRead(from.canonical()))) {
            to.take(from, backend -> backend.create(to.canonical(), Content.of(content), options));
        } catch (IOException e) {
            throw from.failed(e);
        }
    }
}
