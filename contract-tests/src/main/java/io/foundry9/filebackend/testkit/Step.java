package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteOption;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of a sequence of operations, to be taken by a backend and by the {@link ContractModel}: which operation, on
 * what, with what.
 *
 * @param second the target of a move or copy
 * @param flag overwrite, or recursive
 */
record Step(Kind kind, String path, String second, byte[] content, boolean flag) {

    enum Kind {
        CREATE,
        CREATE_DIRECTORY,
        WRITE,
        UPDATE,
        APPEND,
        DELETE,
        MOVE,
        COPY,
        READ,
        INFO,
        EXISTS,
        LIST
    }

    /** How it goes with a backend, in words. */
    String takenBy(FileBackend backend) {
        try {
            return resultOf(backend);
        } catch (NotFoundException e) {
            return ContractModel.Refusal.notFound().getMessage();
        } catch (AlreadyExistsException e) {
            return ContractModel.Refusal.exists().getMessage();
        } catch (InvalidOperationException e) {
            return new ContractModel.Refusal(e.reason()).getMessage();
        }
    }

    private String resultOf(FileBackend backend) {
        WriteOption[] options = flag ? new WriteOption[] {WriteOption.OVERWRITE} : new WriteOption[0];
        return switch (kind) {
            case CREATE -> backend.create(path, Content.of(content), options).path();
            case CREATE_DIRECTORY -> backend.createDirectory(path, options).path();
            case WRITE -> backend.write(path, Content.of(content)).path();
            case UPDATE -> backend.update(path, Content.of(content)).path();
            case APPEND -> backend.append(path, Content.of(content)).path();
            case DELETE -> {
                backend.delete(path, flag ? new DeleteOption[] {DeleteOption.RECURSIVE} : new DeleteOption[0]);
                yield "done";
            }
            case MOVE -> backend.move(path, second, options).path();
            case COPY -> backend.copy(path, second, options).path();
            case READ -> HexFormat.of().formatHex(backend.read(path));
            case INFO -> described(backend.info(path));
            case EXISTS -> Boolean.toString(backend.exists(path));
            case LIST -> backend.list(path).stream().map(FileInfo::path).toList().toString();
        };
    }

    private static String described(FileInfo info) {
        return info.path() + " " + info.type().label() + (info.isFile() ? " of " + info.size() : "");
    }

    /** How it goes with the model, in the same words. */
    String takenBy(ContractModel model) {
        try {
            return resultOf(model);
        } catch (ContractModel.Refusal e) {
            return e.getMessage();
        }
    }

    private String resultOf(ContractModel model) {
        return switch (kind) {
            case CREATE -> model.create(path, content, flag);
            case CREATE_DIRECTORY -> model.createDirectory(path, flag);
            case WRITE -> model.create(path, content, true);
            case UPDATE -> model.update(path, content);
            case APPEND -> model.append(path, content);
            case DELETE -> {
                model.delete(path, flag);
                yield "done";
            }
            case MOVE -> model.move(path, second, flag);
            case COPY -> model.copy(path, second, flag);
            case READ -> HexFormat.of().formatHex(model.read(path));
            case INFO -> model.info(path);
            case EXISTS -> Boolean.toString(model.isThere(path));
            case LIST -> List.copyOf(model.list(path)).toString();
        };
    }

    @Override
    public String toString() {
        String target = kind == Kind.MOVE || kind == Kind.COPY ? " -> '" + second + "'" : "";
        return kind + " '" + path + "'" + target + (flag ? " with its flag" : "");
    }
}
