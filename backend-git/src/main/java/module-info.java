/** Work trees of git repositories that sync: schemes git, git+ssh, git+https, git+http and git+file. */
module io.foundry9.filebackend.git {
    requires io.foundry9.filebackend;
    requires io.foundry9.filebackend.localstore;
    requires org.eclipse.jgit;
    // What JGit needs, whose own jar names no modules.
    requires com.googlecode.javaewah;
    requires org.apache.commons.codec;
    requires org.slf4j;
    requires static org.eclipse.jgit.ssh.apache;
    requires static org.apache.sshd.osgi;
    requires static osgi.annotation;
    requires static org.osgi.service.component.annotations;

    uses org.apache.sshd.common.util.security.SecurityProviderRegistrar;

    provides io.foundry9.filebackend.spi.BackendFactory with io.foundry9.filebackend.git.GitBackendFactory;
}
