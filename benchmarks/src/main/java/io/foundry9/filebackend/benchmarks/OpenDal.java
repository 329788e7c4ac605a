package io.foundry9.filebackend.benchmarks;

import java.nio.file.Path;
import org.apache.opendal.Operator;
import org.apache.opendal.ServiceConfig;

/** Apache OpenDAL, whose native part is there for some platforms only. */
final class OpenDal {
    static final String NAME = "OpenDAL";

    private OpenDal() {
    }

    static Operator in(Path folder) {
        return Operator.of(ServiceConfig.Fs.builder().root(folder.toString()).build());
    }

    /** Whether it runs here. */
    static boolean isHere(Path folder) {
        try {
            in(folder).close();
            return true;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }
}
